//! Nothing of one person's machine or one network's mirrors stands in the repository.

use super::Report;

/// Written in two pieces, so that this file does not find itself. A name must follow a folder.
const MACHINE: &[(&str, &str)] = &[
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("/wo", "rk/main"),
    ("/wo", "rk/shared"),
    (r"C:\Us", r"ers\"),
];
const REGISTRIES: &[(&str, &str)] = &[
    ("index.crates", ".io"),
    ("static.crates", ".io"),
    ("rsproxy", ".cn"),
    ("registry.npm", "js.org"),
    ("registry.npm", "mirror.com"),
    ("files.python", "hosted.org"),
    ("py", "pi.org/simple"),
    ("tuna.tsing", "hua.edu.cn"),
    ("mirrors.", "ustc.edu.cn"),
    ("mirrors.", "aliyun.com"),
];

/// Checks one text file.
pub(super) fn check(file: &str, text: &str, report: &mut Report) {
    for (number, line) in text.lines().enumerate() {
        for (front, back) in MACHINE {
            let path = format!("{front}{back}");
            if line.match_indices(&path).any(|(at, _)| leads_on(line, at, &path)) {
                report.problem(file, number + 1, format!("{path}…: a path of one machine"));
            }
        }
        for (front, back) in REGISTRIES {
            let host = format!("{front}{back}");
            if line.contains(&host) {
                report.problem(
                    file,
                    number + 1,
                    format!("{host}: a registry's host; leave it to the reader's own settings"),
                );
            }
        }
    }
}

/// A path stands by itself and goes on: not `a/home/b`, not `"/home/"`.
fn leads_on(line: &str, at: usize, path: &str) -> bool {
    let before = line[..at].chars().next_back();
    let after = line[at + path.len()..].chars().next();
    let alone = !before.is_some_and(|c| c.is_alphanumeric() || c == '.' || c == '}');
    alone
        && (!path.ends_with(['/', '\\'])
            || after.is_some_and(|c| c.is_alphanumeric() || c == '.' || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let mut report = Report::default();
        check("a.md", text, &mut report);
        report.problems.len()
    }

    #[test]
    fn machine_paths() {
        let home = format!("{}{}", "/ho", "me/");
        assert_eq!(count(&format!("cd {home}ann/baton")), 1);
        assert_eq!(count(&format!("href=\"{home}\"")), 0);
        assert_eq!(count(&format!("src/routes{home}page")), 0);
        assert_eq!(count(&format!("export X={}{}.cache", "/ro", "ot/")), 1);
        assert_eq!(count(&format!("{}{}/packs", "/wo", "rk/main")), 1);
    }

    #[test]
    fn registry_hosts() {
        assert_eq!(count(&format!("\"resolved\": \"https://{}{}/vue\"", "registry.npm", "js.org")), 1);
        assert_eq!(count("source = \"registry+https://github.com/rust-lang/crates.io-index\""), 0);
    }
}
