//! Questions over HTTP/1.1 connections that stay open: at a steady pace, or one after the other as fast as they are answered.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

/// People behind each line.
const NEIGHBOURS: usize = 8;

/// Who is asked, and with which cookie.
#[derive(Clone, Debug)]
pub(super) struct Server {
    /// Address and port.
    pub(super) address: String,
    /// `Cookie` and other headers, each with its line end.
    pub(super) headers: String,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// The value of `Set-Cookie`, if there is one.
    pub(super) cookie: String,
    pub(super) body: Vec<u8>,
}

/// A connection that stays open.
pub(super) struct Line {
    stream: BufReader<TcpStream>,
}

impl Server {
    pub(super) fn connect(&self) -> Result<Line, String> {
        let stream =
            TcpStream::connect(&self.address).map_err(|error| format!("{}: {error}", self.address))?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(|error| error.to_string())?;
        Ok(Line { stream: BufReader::with_capacity(1 << 16, stream) })
    }

    /// A question as it goes over the line.
    pub(super) fn question(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        let (host, length) = (&self.address, body.len());
        let kind = if body.is_empty() { "" } else { "content-type: application/json\r\n" };
        let headers = &self.headers;
        format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}{kind}content-length: {length}\r\n\r\n{body}").into_bytes()
    }

    /// The question for a page as the people behind a line ask it who share a proxy: how fast one address may ask is limited.
    fn questions(&self, line: usize, path: &str) -> Vec<Vec<u8>> {
        let asked = |neighbour: usize| {
            let headers = format!("{}x-forwarded-for: 10.0.{line}.{neighbour}\r\n", self.headers);
            Self { address: self.address.clone(), headers }.question("GET", path, "")
        };
        (1..=NEIGHBOURS).map(asked).collect()
    }

    /// Asks once.
    pub(super) fn ask(&self, method: &str, path: &str, body: &str) -> Result<Answer, String> {
        self.connect()?.ask(&self.question(method, path, body))
    }
}

impl Line {
    /// Asks and hears the whole answer.
    pub(super) fn ask(&mut self, question: &[u8]) -> Result<Answer, String> {
        self.exchange(question).map_err(|error| format!("no answer: {error}"))
    }

    fn exchange(&mut self, question: &[u8]) -> std::io::Result<Answer> {
        self.stream.get_mut().write_all(question)?;
        let (mut status, mut length, mut cookie) = (0, 0, String::new());
        let mut line = String::new();
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            if let Some(rest) = text.strip_prefix("HTTP/1.1 ") {
                status = rest.get(..3).and_then(|code| code.parse().ok()).unwrap_or(0);
            }
            match text.split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().unwrap_or(0);
                }
                Some((name, value)) if name.eq_ignore_ascii_case("set-cookie") => {
                    cookie = value.trim().split(';').next().unwrap_or_default().to_owned();
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, cookie, body })
    }

    /// Asks and expects 200.
    fn well(&mut self, question: &[u8]) -> Result<(), String> {
        match self.ask(question)?.status {
            200 => Ok(()),
            other => Err(format!("status {other}")),
        }
    }
}

/// What each of some threads gives, in their order; the first that fails fails all.
pub(super) fn side_by_side<T: Send>(
    threads: usize,
    job: impl Fn(usize) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let job = &job;
    thread::scope(|scope| {
        let begun: Vec<_> = (0..threads).map(|number| scope.spawn(move || job(number))).collect();
        let ended =
            begun.into_iter().map(|one| one.join().unwrap_or_else(|_| Err("a thread broke".to_owned())));
        // All are waited for before one is looked at.
        ended.collect::<Vec<_>>().into_iter().collect()
    })
}

/// Asks for a page at a steady pace whatever the answers do, and gives the seconds from when a question was due to the end of its answer,
/// sorted: a server that falls behind cannot hide it by keeping the questions waiting.
pub(super) fn paced(server: &Server, path: &str, a_second: u32, seconds: u32) -> Result<Vec<f64>, String> {
    const LINES: usize = 32;
    let begin = Instant::now() + Duration::from_millis(200);
    let asked = |line: usize| -> Result<Vec<f64>, String> {
        let questions = server.questions(line, path);
        let mut open = server.connect()?;
        let mut took = Vec::new();
        for number in (0..a_second * seconds).skip(line).step_by(LINES) {
            let due = begin + Duration::from_secs(1) * number / a_second;
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let question = &questions[number as usize % NEIGHBOURS];
            open.well(question).map_err(|error| format!("{error} to question {number} of line {line}"))?;
            took.push(due.elapsed().as_secs_f64());
        }
        Ok(took)
    };
    let mut took = side_by_side(LINES, asked)?.concat();
    took.sort_by(f64::total_cmp);
    Ok(took)
}

/// Asks for a page over some lines as fast as answers come; gives the questions answered in a second.
pub(super) fn flat_out(server: &Server, path: &str, lines: usize, span: Duration) -> Result<f64, String> {
    let end = Instant::now() + span;
    let asked = |line| -> Result<u32, String> {
        let questions = server.questions(line, path);
        let mut open = server.connect()?;
        let mut count: u32 = 0;
        for question in questions.iter().cycle() {
            if Instant::now() >= end {
                break;
            }
            open.well(question).map_err(|error| format!("{error} to question {count} of line {line}"))?;
            count += 1;
        }
        Ok(count)
    };
    let sum: u32 = side_by_side(lines, asked)?.into_iter().sum();
    Ok(f64::from(sum) / span.as_secs_f64())
}
