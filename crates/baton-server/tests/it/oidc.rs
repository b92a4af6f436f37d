//! Signing in with another service, tried with a real one: `oidc-provider`, started on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use baton_server::Config;
use baton_server::oidc::{Provider, Providers};
use jiff::SignedDuration;
use openidconnect::reqwest;
use openidconnect::url::Url;
use serde_json::json;

use crate::common::{Answer, Client, TestSite, site, site_with};

const ORIGIN: &str = "http://baton.example";
const CALLBACK: &str = "http://baton.example/api/oidc/city/callback";

/// A provider under way; it ends with its input.
struct Running {
    process: Child,
    issuer: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder with the provider's packages; none where Node.js is not installed.
fn folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOLDER.get_or_init(install).as_deref()
}

fn install() -> Option<PathBuf> {
    if !["node", "npm"].iter().all(|program| Command::new(program).arg("--version").output().is_ok()) {
        eprintln!(
            "Node.js is not installed: sign-in with another service is not tried (install node to do so)"
        );
        return None;
    }
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc");
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oidc");
    std::fs::create_dir_all(&to).unwrap();
    // Tests may run in processes of their own: one installs, the others wait.
    let lock = std::fs::File::create(to.join("lock")).unwrap();
    lock.lock().unwrap();
    let lockfile = std::fs::read(from.join("package-lock.json")).unwrap();
    std::fs::copy(from.join("provider.mjs"), to.join("provider.mjs")).unwrap();
    if std::fs::read(to.join("installed")).is_ok_and(|installed| installed == lockfile) {
        return Some(to);
    }
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        std::fs::copy(from.join(file), to.join(file)).unwrap();
    }
    let out = Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&to).output().unwrap();
    assert!(out.status.success(), "npm ci: {}", String::from_utf8_lossy(&out.stderr));
    std::fs::write(to.join("installed"), lockfile).unwrap();
    Some(to)
}

fn provider() -> Option<Running> {
    let mut process = Command::new("node")
        .args(["provider.mjs", CALLBACK])
        .current_dir(folder()?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut issuer = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut issuer).unwrap();
    Some(Running { process, issuer: issuer.trim().to_owned() })
}

fn site_of(issuer: &str) -> TestSite {
    let provider = Provider {
        id: "city".to_owned(),
        name: "市统一身份".to_owned(),
        issuer: issuer.to_owned(),
        client_id: "baton".to_owned(),
        client_secret: Some("a secret of the tests".to_owned()),
        authority: None,
    };
    let providers = Providers::new(vec![provider]).unwrap();
    site_with(|config| Config { origin: Some(ORIGIN.to_owned()), ..config }, providers)
}

/// Goes where the answer sends a browser, as somebody the provider knows, until it is sent back: the path it then asks of us.
fn walk(site: &TestSite, start: &Answer, subject: Option<&str>) -> String {
    let no_redirects = reqwest::redirect::Policy::none();
    let http = reqwest::Client::builder().redirect(no_redirects).build().unwrap();
    let mut cookies = BTreeMap::new();
    let mut at = Url::parse(start.header("location")).unwrap();
    for _ in 0..10 {
        if at.as_str().starts_with(CALLBACK) {
            return format!("{}?{}", at.path(), at.query().unwrap());
        }
        let line: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = http.get(at.clone()).header("cookie", line.join("; "));
        if let Some(subject) = subject {
            request = request.header("x-test-subject", subject);
        }
        let response = site.runtime.block_on(request.send()).unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        let location = response.headers().get("location").expect("a redirect").to_str().unwrap();
        at = at.join(location).unwrap();
    }
    panic!("sent around in circles, last to {at}");
}

/// Signs in as a subject of the provider.
fn sign_in(site: &TestSite, client: &mut Client, subject: Option<&str>) -> Answer {
    let start = client.get("/api/oidc/city/start").expect(302);
    let back = walk(site, &start, subject);
    client.get(&back)
}

#[test]
fn who_is_linked_signs_in_and_nobody_else() {
    let Some(running) = provider() else { return };
    let site = site_of(&running.issuer);
    let mut browser = site.anybody();
    assert_eq!(browser.get("/api/oidc").expect(200).json(), json!([{ "id": "city", "name": "市统一身份" }]));

    let unknown = sign_in(&site, &mut browser, Some("u-1")).expect(401);
    assert_eq!(unknown.code(), "A006");
    assert!(unknown.json()["hint"].as_str().unwrap().contains("系统管理员"));
    let page = sign_in(&site, &mut browser.clone().with("accept", "text/html,*/*"), Some("u-1")).expect(401);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains("系统管理员") && page.text().contains("/sign-in"), "{}", page.text());

    let key = json!({ "provider": "city", "subject": "u-1" });
    site.client("system_admin").post("/api/accounts/leader/identities", &key).expect(204);
    let start = browser.get("/api/oidc/city/start?to=%2Franking%3Fperiod%3D2024").expect(302);
    let cookie = start.header("set-cookie");
    assert!(cookie.contains("; Path=/api/oidc; HttpOnly; SameSite=Lax; Max-Age=600"), "{cookie}");
    let address = start.header("location").to_owned();
    for part in [
        "code_challenge_method=S256",
        "code_challenge=",
        "state=",
        "nonce=",
        "scope=openid",
        "response_type=code",
    ] {
        assert!(address.contains(part), "{part}: {address}");
    }
    let back = walk(&site, &start, Some("u-1"));
    let mut other = site.anybody();
    assert_eq!(other.get(&back).expect(401).code(), "H132", "another browser");
    let done = browser.get(&back).expect(302);
    assert_eq!(done.header("location"), "/ranking?period=2024");
    let session = browser.get("/api/session").expect(200).json();
    assert_eq!((&session["account"], &session["must_change_password"]), (&json!("leader"), &json!(false)));
    browser.csrf = session["csrf"].as_str().unwrap().to_owned();
    browser.put("/api/views", &json!({ "page": "unit", "name": "a", "query": "" })).expect(204);
    assert_eq!(browser.get(&back).expect(401).code(), "H132", "a second time");
    let records =
        site.client("audit_admin").get("/api/audit?action=sign_in&account=leader").expect(200).json();
    assert_eq!(records["items"][0]["detail"], "oidc");

    site.client("system_admin").patch("/api/accounts/leader", &json!({ "state": "disabled" })).expect(204);
    assert_eq!(sign_in(&site, &mut site.anybody(), Some("u-1")).expect(401).code(), "A001");
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let Some(running) = provider() else { return };
    let site = site_of(&running.issuer);
    let key = json!({ "provider": "city", "subject": "u-1" });
    site.client("system_admin").post("/api/accounts/leader/identities", &key).expect(204);

    let denied = sign_in(&site, &mut site.anybody(), None).expect(401);
    assert_eq!(denied.code(), "H133");
    assert!(denied.json()["detail"].as_str().unwrap().contains("access_denied"));

    let begun = || {
        let mut browser = site.anybody();
        let start = browser.get("/api/oidc/city/start?to=https%3A%2F%2Fevil.example").expect(302);
        (browser, walk(&site, &start, Some("u-1")))
    };
    let changed = |back: &str, name: &str, value: &str| {
        let mut address = Url::parse(&format!("{ORIGIN}{back}")).unwrap();
        let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
        let pairs = pairs
            .into_iter()
            .map(|(key, old)| if key == name { (key, value.to_owned()) } else { (key, old) });
        let pairs: Vec<_> = pairs.collect();
        address.query_pairs_mut().clear().extend_pairs(pairs);
        format!("{}?{}", address.path(), address.query().unwrap())
    };
    for (name, value, code) in
        [("state", "another", "H132"), ("iss", "https://evil.example", "H133"), ("code", "another", "H133")]
    {
        let (mut browser, back) = begun();
        assert_eq!(browser.get(&changed(&back, name, value)).expect(401).code(), code, "{name}");
    }
    let (mut browser, back) = begun();
    site.wait(SignedDuration::from_mins(11));
    assert_eq!(browser.get(&back).expect(401).code(), "H132", "too late");
    let (mut browser, back) = begun();
    assert_eq!(browser.get(&back).expect(302).header("location"), "/", "never to a foreign address");
    // Ten years on, what the service signs now is long over.
    site.wait(SignedDuration::from_hours(24 * 3650));
    let (mut browser, back) = begun();
    assert_eq!(browser.get(&back).expect(401).code(), "H133", "expired");
}

#[test]
fn without_a_service_or_an_address_nobody_is_sent_anywhere() {
    let plain = site();
    assert_eq!(plain.anybody().get("/api/oidc").expect(200).json(), json!([]));
    plain.anybody().get("/api/oidc/city/start").expect(404);
    plain.anybody().get("/api/oidc/city/callback?code=a&state=b").expect(404);
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let down = site_of(&format!("http://{free}"));
    assert_eq!(down.anybody().get("/api/oidc/city/start").expect(503).code(), "H134");
    assert_eq!(down.anybody().get("/api/oidc/city/callback?code=a&state=b").expect(401).code(), "H132");
}
