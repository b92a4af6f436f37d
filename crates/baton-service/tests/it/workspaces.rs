//! Small workspaces in folders of their own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

/// Writes a file of a folder.
pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub(crate) const WORKSPACE: &str = "[workspace]\nid = \"w\"\ntitle = \"示例\"\n";
pub(crate) const INDICATORS: &str = r#"
[[indicator]]
code = "gdp"
name = "地区生产总值"
aliases = ["GDP"]
unit = "亿元"
accumulation = "flow"

[[indicator]]
code = "growth"
name = "增速"
unit = "%"
accumulation = "rate"
"#;
pub(crate) const UNITS: &str = "code,name,kind,parent\n0,市,city,\n1,甲县,county,0\n2,乙县,county,0\n";
