//! Counts for Prometheus (`/metrics`): requests by route and status, how long they took.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use http::Method;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

type Labels = Vec<(String, String)>;

/// What is counted.
#[derive(Debug)]
pub(crate) struct Counts {
    registry: Mutex<Registry>,
    requests: Family<Labels, Counter>,
    seconds: Family<Labels, Histogram>,
    answers: Gauge,
    total: Counter,
}

/// Upper bounds of the times, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0];

impl Counts {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("baton");
        let requests = Family::<Labels, Counter>::default();
        let seconds = Family::<Labels, Histogram>::new_with_constructor(|| Histogram::new(BOUNDS));
        let answers = Gauge::default();
        registry.register("http_requests", "Requests by route, method and status", requests.clone());
        registry.register("http_request_seconds", "How long requests took", seconds.clone());
        registry.register("kept_answers", "Answers kept in memory", answers.clone());
        Self { registry: Mutex::new(registry), requests, seconds, answers, total: Counter::default() }
    }

    /// A request that was answered. Only routes are labels, never addresses: their number is known.
    pub(crate) fn request(&self, method: &Method, route: &str, status: u16, took: Duration) {
        let label = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let route = label("route", route);
        let labels =
            vec![route.clone(), label("method", method.as_str()), label("status", &status.to_string())];
        self.requests.get_or_create(&labels).inc();
        self.seconds.get_or_create(&vec![route]).observe(took.as_secs_f64());
        self.total.inc();
    }

    /// Requests answered so far.
    pub(crate) fn total(&self) -> u64 {
        self.total.get()
    }

    /// The text Prometheus reads.
    pub(crate) fn text(&self, answers: usize) -> Result<String, std::fmt::Error> {
        self.answers.set(i64::try_from(answers).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry.lock().unwrap_or_else(PoisonError::into_inner))?;
        Ok(text)
    }
}
