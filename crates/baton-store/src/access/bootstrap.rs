//! The first accounts: made with their grants in one transaction, only where there is no account yet.

use std::borrow::Cow;

use super::accounts::{self, NewAccount};
use super::grants::{self, NewGrant};
use crate::connection::Backend;
use crate::error::Result;
use crate::figures::Stamp;

/// Makes the first accounts with their grants. Not if there is an account already.
pub(crate) async fn bootstrap(
    backend: &dyn Backend,
    first: &[(NewAccount, Vec<NewGrant>)],
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let rows = transaction_ref.fetch(Cow::Borrowed("select count(*) from account"), Vec::new()).await?;
    if rows.first().map_or(Ok(0), |row| row.int(0))? > 0 {
        return Ok(false);
    }
    for (account, granted) in first {
        accounts::create_in(transaction_ref, account, stamp).await?;
        for grant in granted {
            grants::add_in(transaction_ref, grant, stamp).await?;
        }
    }
    transaction.commit().await?;
    Ok(true)
}

crate::store::operations! {
    /// Makes the first accounts with their grants. Not if there is an account already.
    fn bootstrap(first: &[(NewAccount, Vec<NewGrant>)], stamp: &Stamp) -> bool {
        |backend| bootstrap(backend, first, stamp)
    }
}
