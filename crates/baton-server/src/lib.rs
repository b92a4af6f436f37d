//! The HTTP interface: routes, wire formats, sessions, OpenAPI, jobs. It holds no rule.
