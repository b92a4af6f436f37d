//! How much a file may be before it is refused.

/// Bounds that keep a hostile or mistaken file from using more than a fixed amount of memory.
///
/// The defaults hold a year's figures of every county many times over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it lies on disk.
    pub file_bytes: u64,
    /// Bytes of all parts of a workbook after unpacking.
    pub unpacked_bytes: u64,
    /// Unpacked bytes over packed bytes of one part, looked at once a part is larger than a mebibyte.
    pub ratio: u64,
    /// Parts inside a workbook.
    pub entries: usize,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// Cells with content in one file.
    pub cells: u64,
    /// Row number of the last cell with content in a sheet of a workbook.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: u32,
    /// Bytes of the text in one cell.
    pub text_bytes: usize,
    /// Merged ranges of a sheet.
    pub merges: usize,
    /// Problems kept with their cell; more are only counted.
    pub problems: usize,
    /// Notes in the workbook given back to be mended.
    pub notes: usize,
    /// Cells of a file that is given back to be mended; of a larger one only the problems are listed.
    pub copied_cells: u64,
    /// Address space of the child process that reads `.xls` and `.ods`, in bytes.
    pub child_memory: u64,
    /// Seconds the child process may take.
    pub child_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 1 << 30,
            unpacked_bytes: 1 << 30,
            ratio: 400,
            entries: 4_096,
            sheets: 256,
            cells: 50_000_000,
            rows: 1_000_001,
            columns: 4_096,
            text_bytes: 32_767 * 4,
            merges: 65_536,
            problems: 20_000,
            notes: 2_000,
            copied_cells: 3_000_000,
            child_memory: 1 << 30,
            child_seconds: 30,
        }
    }
}
