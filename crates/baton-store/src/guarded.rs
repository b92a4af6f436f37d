//! What holds for every database alike: writers of this process stand in line here, so that they do not take the connections readers
//! need; statements are counted; text has no NUL, numbers are finite, and −0 is 0: what one database took another takes too.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use baton_model::Message;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::connection::{Backend, Job, Rows, Transaction, Value};
use crate::error::{Error, Result};
use crate::messages;

/// A database with its counter.
pub(crate) struct Guarded<B> {
    inner: B,
    statements: Arc<AtomicU64>,
    line: Arc<Mutex<()>>,
}

impl<B: Backend> Guarded<B> {
    pub(crate) fn new(inner: B) -> Self {
        Self { inner, statements: Arc::default(), line: Arc::default() }
    }

    fn guard(&self, inner: Box<dyn Transaction>, turn: Option<OwnedMutexGuard<()>>) -> Box<dyn Transaction> {
        Box::new(GuardedTransaction { inner, statements: Arc::clone(&self.statements), turn })
    }
}

impl<B: Backend> Backend for Guarded<B> {
    fn write(&self) -> Job<'_, Box<dyn Transaction>> {
        Box::pin(async {
            let turn = Arc::clone(&self.line).lock_owned().await;
            Ok(self.guard(self.inner.write().await?, Some(turn)))
        })
    }

    fn read(&self) -> Job<'_, Box<dyn Transaction>> {
        Box::pin(async { Ok(self.guard(self.inner.read().await?, None)) })
    }

    fn own_statements(&self, migration: i64) -> &'static str {
        self.inner.own_statements(migration)
    }

    fn place(&self) -> &str {
        self.inner.place()
    }

    fn kind(&self) -> &'static str {
        self.inner.kind()
    }

    fn size(&self) -> &'static str {
        self.inner.size()
    }

    fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    fn close(&self) -> Job<'_, ()> {
        self.inner.close()
    }
}

struct GuardedTransaction {
    inner: Box<dyn Transaction>,
    statements: Arc<AtomicU64>,
    /// A writer's, given back when it is done.
    turn: Option<OwnedMutexGuard<()>>,
}

impl GuardedTransaction {
    fn count(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }
}

fn sound(mut values: Vec<Value>) -> Result<Vec<Value>> {
    for value in &mut values {
        match value {
            Value::Text(text) if text.contains('\0') => {
                let text = text.replace('\0', "\u{2400}");
                return Err(Error::Refused(Message::new(&messages::ZERO_IN_TEXT).with("text", text)));
            }
            Value::Real(number) if !number.is_finite() => {
                return Err(Error::Internal(format!("{number} is no figure")));
            }
            Value::Real(number) => *number += 0.0,
            _ => {}
        }
    }
    Ok(values)
}

impl Transaction for GuardedTransaction {
    fn execute<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, u64> {
        self.count();
        match sound(values) {
            Ok(values) => self.inner.execute(sql, values),
            Err(error) => Box::pin(async { Err(error) }),
        }
    }

    fn fetch<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, Rows> {
        self.count();
        match sound(values) {
            Ok(values) => self.inner.fetch(sql, values),
            Err(error) => Box::pin(async { Err(error) }),
        }
    }

    fn script<'t>(&'t mut self, sql: &'static str) -> Job<'t, ()> {
        self.count();
        self.inner.script(sql)
    }

    fn load<'t>(&'t mut self, table: &'t str, columns: &'t [&'t str], values: Vec<Value>) -> Job<'t, ()> {
        self.count();
        match sound(values) {
            Ok(values) => self.inner.load(table, columns, values),
            Err(error) => Box::pin(async { Err(error) }),
        }
    }

    fn tables(&mut self) -> Job<'_, Vec<String>> {
        self.count();
        self.inner.tables()
    }

    fn check(&mut self) -> Job<'_, ()> {
        self.count();
        self.inner.check()
    }

    fn commit(self: Box<Self>) -> Job<'static, ()> {
        Box::pin(async move {
            let Self { inner, turn, .. } = *self;
            let done = inner.commit().await;
            drop(turn);
            done
        })
    }
}
