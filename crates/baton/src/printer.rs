//! The one way to the terminal: results to stdout, talk to stderr.

use std::io::{self, IsTerminal as _, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use baton_service::model::{Lang, Message};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Color;

/// Width of a table where the terminal does not say its own.
const WIDTH: usize = 100;

/// How a piece of text looks. Colour never carries meaning alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Strong,
    Faint,
    Good,
    Bad,
}

/// Writes in one language, with or without colour.
pub(crate) struct Printer {
    out: Box<dyn Write>,
    talk: Box<dyn Write>,
    /// Language of everything said.
    pub(crate) lang: Lang,
    /// Is stdout coloured?
    pub(crate) color: bool,
    /// Is stderr coloured?
    pub(crate) talk_color: bool,
    /// Most columns of a line on stdout.
    pub(crate) width: usize,
}

impl Printer {
    /// A printer to the process's stdout and stderr.
    pub(crate) fn new(lang: Lang, color: Color) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let painted = |terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !plain,
        };
        Self {
            out: Box::new(io::BufWriter::new(io::stdout().lock())),
            talk: Box::new(io::stderr()),
            lang,
            color: painted(io::stdout().is_terminal()),
            talk_color: painted(io::stderr().is_terminal()),
            width: width(),
        }
    }

    /// A line of the result.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// A piece of the result as it is.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Sends the result on its way.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// A line of talk. Where it cannot be said, nothing is lost.
    pub(crate) fn say(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = writeln!(self.talk, "{text}");
    }

    /// Does work that can take long; on a terminal a line says after a moment that it is under way, and goes when it is done.
    pub(crate) fn busy<T>(&mut self, what: &Message, work: impl FnOnce() -> T) -> T {
        if !io::stderr().is_terminal() {
            return work();
        }
        let _ = self.out.flush();
        let text = what.text(self.lang);
        let (done, wait) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || spin(&text, &wait));
            let result = work();
            drop(done);
            result
        })
    }

    /// A message with its hint on a line of its own.
    pub(crate) fn note(&mut self, message: &Message) {
        self.say(&message.text(self.lang));
        if let Some(hint) = message.hint(self.lang) {
            let lead = self.talk_paint(Style::Faint, self.lang.pick("建议：", "help: "));
            self.say(&format!("  {lead}{hint}"));
        }
    }

    /// A message that ends the command.
    pub(crate) fn error(&mut self, message: &Message) {
        let word = format!("{}[{}]", self.lang.pick("错误", "error"), message.code());
        let lead = self.talk_paint(Style::Bad, &word);
        self.say(&format!("{lead}: {}", message.text(self.lang)));
        if let Some(hint) = message.hint(self.lang) {
            let lead = self.talk_paint(Style::Faint, self.lang.pick("建议：", "help: "));
            self.say(&format!("  {lead}{hint}"));
        }
    }

    /// Text for stdout in a style.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.color { painted(style, text) } else { text.to_owned() }
    }

    fn talk_paint(&self, style: Style, text: &str) -> String {
        if self.talk_color { painted(style, text) } else { text.to_owned() }
    }
}

/// Text between the escape sequences of a style.
pub(crate) fn painted(style: Style, text: &str) -> String {
    let code = match style {
        Style::Strong => "1",
        Style::Faint => "2",
        Style::Good => "32",
        Style::Bad => "31",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Turns a wheel until the other end is dropped; work that is done in a moment shows none.
fn spin(text: &str, wait: &mpsc::Receiver<()>) {
    const MOMENT: Duration = Duration::from_millis(400);
    const TURN: Duration = Duration::from_millis(100);
    let goes_on = |time| wait.recv_timeout(time) == Err(mpsc::RecvTimeoutError::Timeout);
    if !goes_on(MOMENT) {
        return;
    }
    let bar = ProgressBar::new_spinner().with_message(text.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    while goes_on(TURN) {
        bar.tick();
    }
    bar.finish_and_clear();
}

fn width() -> usize {
    if !io::stdout().is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).max(40))
}
