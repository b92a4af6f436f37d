//! `.xls` and `.ods` uploaded to a server that runs: the program reads them as a child of itself, with limits, and hostile ones are
//! refused with a sentence while it serves on.

use std::fs;
use std::io::{BufRead as _, BufReader, Cursor, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use baton_service::Who;
use baton_service::access::bootstrap::{FirstAccount, FirstGrant, bootstrap};
use baton_service::access::{Actor, Passwords, Role};
use baton_service::site::adopt;
use baton_service::store::Store;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::runner::packs;

const PASSWORD: &str = "Spring-2025-wind";
const YEARBOOK: &[u8] = include_bytes!("../../../baton-import/tests/fixtures/yearbook.xls");

/// A server of the county example with an assessment office that is signed in.
struct Server {
    _folder: TempDir,
    child: Child,
    address: String,
    cookie: String,
    csrf: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    let pack = packs().join("county-hqd");
    let files =
        ["workspace.toml", "indicators.toml", "units.csv", "unit_changes.csv", "schemes/county_hqd.toml"];
    for file in files.into_iter().chain(["data/counties.csv"]) {
        let to = folder.path().join(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(pack.join(file), to).unwrap();
    }
    folder
}

fn accounts(root: &Path) {
    baton_service::records::make_folder(root).unwrap();
    let store = Store::open(baton_service::records::place(root)).unwrap();
    let at = "2025-06-30T00:00:00Z".parse().unwrap();
    let who = Who { at, name: "owner".to_owned(), from: "test".to_owned() };
    adopt(&store, root, &Actor::owner(&who), &who).unwrap();
    let office = FirstAccount {
        code: "office".to_owned(),
        name: "考核办".to_owned(),
        home_unit: None,
        password: PASSWORD.to_owned(),
        must_change: false,
        grants: vec![FirstGrant::everywhere(Role::AssessmentOffice)],
    };
    assert!(bootstrap(&store, &Passwords::with_cost(8, 1).unwrap(), &[office], &who).unwrap());
}

impl Server {
    fn start() -> Self {
        let folder = workspace();
        accounts(folder.path());
        let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
        command.args(["serve", "--lang", "en", "--listen", "127.0.0.1:0", "-w"]).arg(folder.path());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let line = said.find_map(|line| line.unwrap().split_once("http://").map(|(_, rest)| rest.to_owned()));
        let address = line.unwrap().split('/').next().unwrap().to_owned();
        // What it says later is read, too, so that it never waits for a reader.
        std::thread::spawn(move || said.for_each(drop));
        let mut server = Self { _folder: folder, child, address, cookie: String::new(), csrf: String::new() };
        let body = json!({ "account": "office", "password": PASSWORD }).to_string();
        let (status, head, answer) = server.send("POST /api/session", "application/json", body.as_bytes());
        assert_eq!(status, 200, "{answer}");
        let cookie = head.lines().find(|line| line.to_lowercase().starts_with("set-cookie: "));
        let cookie = cookie.unwrap()["set-cookie: ".len()..].split(';').next().unwrap().to_owned();
        server.cookie = cookie;
        server.csrf = answer["csrf"].as_str().unwrap().to_owned();
        server
    }

    fn send(&self, asked: &str, kind: &str, body: &[u8]) -> (u16, String, Value) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "{asked} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             Cookie: {}\r\nX-Baton-Csrf: {}\r\n\r\n",
            self.address,
            body.len(),
            self.cookie,
            self.csrf
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_owned(), serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn upload(&self, name: &str, content: &[u8]) -> (u16, Value) {
        let head = format!(
            "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), content, b"\r\n--part--\r\n"].concat();
        let (status, _, answer) = self.send("POST /api/imports", "multipart/form-data; boundary=part", &body);
        (status, answer)
    }
}

/// An `.ods` with rows of cells.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="表1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/"/></manifest:manifest>"#;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", manifest),
    ];
    for (name, text) in parts {
        // The kind stands in the open at the beginning.
        let method = if name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        zip.start_file(name, zip::write::SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn row(cells: &[&str], attributes: &str) -> String {
    let cell = |text: &&str| match text.parse::<f64>() {
        Ok(number) => format!(r#"<table:table-cell office:value-type="float" office:value="{number}"/>"#),
        Err(_) => format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        ),
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

#[test]
fn old_workbooks_are_read_by_a_child_of_the_server_and_hostile_ones_refused() {
    let server = Server::start();
    let (status, shown) = server.upload("年鉴.xls", YEARBOOK);
    assert_eq!(status, 201, "{shown}");
    // Its cells came through, and the hidden sheet was found.
    assert_eq!(shown["sheets"][0]["columns"][1]["header"], "地区生产总值", "{shown}");
    assert!(shown.to_string().contains("I031"), "{shown}");
    let table = [
        row(&["unit_code", "indicator_code", "period", "value"], ""),
        row(&["990121", "rd_expenditure", "2024", "55555"], ""),
        row(&["990122", "rd_expenditure", "2024", "text"], ""),
    ];
    let (status, shown) = server.upload("报送.ods", &ods(&table.concat()));
    assert_eq!((status, &shown["counts"]["changed"]), (201, &json!(1)), "{shown}");
    assert_eq!(shown["counts"]["errors"], 1, "{shown}");
    let id = shown["id"].as_str().unwrap();
    let (status, _, again) = server.send(&format!("GET /api/imports/{id}"), "application/json", b"");
    assert_eq!((status, &again["counts"]), (200, &shown["counts"]));
    // A few kilobytes that would be a sheet of eight million cells; one that unpacks to more than is taken; half a file.
    let many = [
        row(&["2022年", "x", "x", "x", "x", "x", "x", "x"], ""),
        row(&["示例子县", "1.5", "1", "2", "3", "4", "5", "6"], r#"table:number-rows-repeated="1048575""#),
    ];
    let hostile = [
        ("many.ods", ods(&many.concat())),
        ("large.ods", ods(&" ".repeat(300 << 20))),
        ("half.xls", YEARBOOK[..3000].to_vec()),
        ("half.ods", ods("")[..200].to_vec()),
        ("other.xls", [&YEARBOOK[..512], &[0xff; 4096]].concat()),
    ];
    for (name, content) in hostile {
        let (status, refused) = server.upload(name, &content);
        assert_eq!(status, 422, "{name}: {refused}");
        let wrong = &refused["errors"][0];
        assert!(wrong["code"].as_str().unwrap().starts_with('I'), "{name}: {refused}");
        assert!(wrong["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{name}: {refused}");
        assert_eq!(wrong["place"]["file"], name, "{refused}");
    }
    assert_eq!(server.send("GET /healthz", "text/plain", b"").0, 200);
    let (status, _, waiting) = server.send("GET /api/batches", "application/json", b"");
    assert_eq!((status, waiting["items"].as_array().unwrap().len()), (200, 1), "nothing was recorded");
}
