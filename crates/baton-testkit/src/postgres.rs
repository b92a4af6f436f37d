//! PostgreSQL for tests: a cluster of their own, on a free port of this machine, and a database for each test.
//!
//! All tests of a run share one cluster, also when each runs in a process of its own: the first that needs it starts it, a watcher
//! stops it and removes it when no test has used it for some seconds, however the tests ended. Where PostgreSQL is not installed,
//! one line says that its half of the tests is skipped; with `BATON_POSTGRES=required` that is a failure.

use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// What waits beside a shared cluster: the program that stops it comes as arguments, what else it needs is in the environment.
const WATCHER: &str = r#"
idle=0
while sleep 3; do
  exec 8>"$LOCKS.start"; flock -x 8
  exec 9>"$LOCKS.users"
  if flock -n -x 9; then idle=$((idle + 1)); else idle=0; fi
  if [ "$idle" -ge 4 ]; then
    "$@" stop -m immediate
    rm -rf "$FOLDER"
    if [ -n "$OWN" ]; then rm -f "$LOCKS.start" "$LOCKS.users"; fi
    exit
  fi
  exec 9>&- 8>&-
done
"#;

/// Settings for clusters that may lose what they hold.
const CARELESS: &[&str] = &["fsync=off", "full_page_writes=off", "synchronous_commit=off"];

/// Settings for clusters that lose nothing: when started after a crash the file system is told to write everything at once, not
/// file by file.
const CAREFUL: &[&str] = &["recovery_init_sync_method=syncfs"];

/// A running PostgreSQL cluster.
#[derive(Debug)]
pub struct Cluster {
    server: Server,
    folder: PathBuf,
    settings: &'static [&'static str],
    /// Held as long as the cluster is used; the watcher waits for it.
    _using: File,
    /// Is it this process's own?
    own: bool,
}

/// Where a server listens and its programs are.
#[derive(Clone, Debug)]
struct Server {
    programs: PathBuf,
    port: u16,
}

impl Cluster {
    /// The cluster all tests of this run share; none if PostgreSQL is not installed.
    ///
    /// # Panics
    /// If it is installed and does not start, or is required and not installed.
    pub fn shared() -> Option<&'static Self> {
        static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
        let shared = SHARED.get_or_init(|| {
            let programs = installed()?;
            Some(share(programs).unwrap_or_else(|error| panic!("PostgreSQL does not start: {error}")))
        });
        shared.as_ref()
    }

    /// A cluster of one's own that loses nothing when killed; stopped and removed when dropped.
    ///
    /// # Panics
    /// As [`Cluster::shared`].
    pub fn durable() -> Option<Self> {
        let programs = installed()?;
        Some(own(programs).unwrap_or_else(|error| panic!("PostgreSQL does not start: {error}")))
    }

    /// A new database, gone when dropped.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn database(&self) -> Database {
        self.database_with("")
    }

    /// A new database with options of `create database`.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn database_with(&self, options: &str) -> Database {
        self.server.database(options)
    }

    /// Kills the server without warning and starts it again.
    ///
    /// # Errors
    /// When it does not start again.
    pub fn crash(&self) -> io::Result<()> {
        self.control(&["stop", "-m", "immediate"])?;
        self.start()
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn control(&self, arguments: &[&str]) -> io::Result<()> {
        let data = self.data();
        let mut command = as_owner(&self.server.programs.join("pg_ctl"));
        let out =
            command.arg("-D").arg(&data).args(["-w", "-t", "60", "-l"]).arg(data.join("log")).args(arguments);
        // The server outlives this process: it must not hold its pipes.
        let status = out.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        if status.success() {
            return Ok(());
        }
        let log = std::fs::read_to_string(data.join("log")).unwrap_or_default();
        Err(io::Error::other(format!(
            "pg_ctl {arguments:?}: {status}; {}",
            log.lines().last().unwrap_or_default()
        )))
    }

    fn start(&self) -> io::Result<()> {
        let mut options = format!("-p {} -k {}", self.server.port, self.data().display());
        for setting in self.settings.iter().chain(&["listen_addresses=127.0.0.1", "max_connections=300"]) {
            options.push_str(" -c ");
            options.push_str(setting);
        }
        self.control(&["-o", &options, "start"])
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.own {
            let _ = self.control(&["stop", "-m", "immediate"]);
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

impl Server {
    fn database(&self, options: &str) -> Database {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("baton_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        if let Err(error) = self.sql("postgres", &format!("create database {name} {options}")) {
            panic!("no database: {error}");
        }
        Database { server: self.clone(), name }
    }

    fn sql(&self, database: &str, sql: &str) -> io::Result<String> {
        let port = self.port.to_string();
        let out = Command::new(self.programs.join("psql"))
            .args(["-h", "127.0.0.1", "-p", &port, "-U", "postgres", "-d", database])
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .output()?;
        succeeded(&out)?;
        Ok(String::from_utf8_lossy(&out.stdout).trim_end().to_owned())
    }
}

/// A database of a cluster, gone when dropped.
#[derive(Debug)]
pub struct Database {
    server: Server,
    name: String,
}

impl Database {
    /// Its address.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{}?sslmode=disable", self.server.port, self.name)
    }

    /// A copy of it, while nobody is connected to it.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn copy(&self) -> Self {
        self.server.database(&format!("template {}", self.name))
    }

    /// Runs SQL in it and gives what it prints.
    ///
    /// # Errors
    /// What PostgreSQL says against it.
    pub fn sql(&self, sql: &str) -> io::Result<String> {
        self.server.sql(&self.name, sql)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = self.server.sql("postgres", &format!("drop database if exists {} with (force)", self.name));
    }
}

/// The folder with PostgreSQL's programs: the newest installed.
fn installed() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for version in std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten() {
        found.push(version.path().join("bin"));
    }
    found.sort_by_key(|bin| {
        bin.parent().and_then(Path::file_name).and_then(|v| v.to_str()?.parse::<u32>().ok())
    });
    found.reverse();
    found.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let programs = found.into_iter().find(|bin| bin.join("initdb").is_file() && bin.join("pg_ctl").is_file());
    if programs.is_none() {
        let required = std::env::var("BATON_POSTGRES").is_ok_and(|value| value == "required");
        assert!(!required, "PostgreSQL is required and not installed");
        let _ = io::Write::write_all(
            &mut io::stderr(),
            b"PostgreSQL is not installed: its half of the tests is skipped (install postgresql to run it)\n",
        );
    }
    programs
}

/// PostgreSQL refuses to run as root; then the user of its package runs it.
fn as_owner(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program).current_dir("/");
    command
}

fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| {
        Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0")
    })
}

/// Where clusters are made: root's own folder for temporary files may be closed to the user who runs the server.
fn temporary() -> PathBuf {
    if is_root() { PathBuf::from("/tmp") } else { std::env::temp_dir() }
}

fn succeeded(out: &Output) -> io::Result<()> {
    if out.status.success() {
        Ok(())
    } else {
        Err(io::Error::other(String::from_utf8_lossy(&out.stderr).into_owned()))
    }
}

/// A lock beside the folder of a cluster; it is never removed while others may wait for it.
fn lock(folder: &Path, kind: &str) -> io::Result<File> {
    File::create(folder.with_extension(format!("lock.{kind}")))
}

/// The shared cluster, started if it is not there.
fn share(programs: PathBuf) -> io::Result<Cluster> {
    let mut hasher = DefaultHasher::new();
    (std::env::current_exe()?.parent(), std::env::var_os("USER")).hash(&mut hasher);
    let folder = temporary().join(format!("baton-postgres-{:016x}", hasher.finish()));
    let starting = lock(&folder, "start")?;
    starting.lock()?;
    let using = lock(&folder, "users")?;
    using.lock_shared()?;
    let running = std::fs::read_to_string(folder.join("port")).ok().and_then(|port| port.trim().parse().ok());
    let running = running.filter(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok());
    if let Some(port) = running {
        let server = Server { programs, port };
        return Ok(Cluster { server, folder, settings: CARELESS, _using: using, own: false });
    }
    let cluster = start(programs, folder, CARELESS, using)?;
    std::fs::write(cluster.folder.join("port"), cluster.server.port.to_string())?;
    watch(&cluster)?;
    Ok(cluster)
}

/// A cluster of this process; the watcher is for the case that the process dies without stopping it.
fn own(programs: PathBuf) -> io::Result<Cluster> {
    let folder = temporary().join(format!("baton-postgres-own-{}", std::process::id()));
    let using = lock(&folder, "users")?;
    using.lock_shared()?;
    let mut cluster = start(programs, folder, CAREFUL, using)?;
    cluster.own = true;
    watch(&cluster)?;
    Ok(cluster)
}

/// Starts the watcher. It belongs to no test: it outlives the one that started it.
fn watch(cluster: &Cluster) -> io::Result<()> {
    let stop = as_owner(&cluster.server.programs.join("pg_ctl"));
    Command::new("setsid")
        .args(["bash", "-c", WATCHER, "watcher"])
        .arg(stop.get_program())
        .args(stop.get_args())
        .arg("-D")
        .arg(cluster.data())
        .env("FOLDER", &cluster.folder)
        .env("LOCKS", cluster.folder.with_extension("lock"))
        .env("OWN", if cluster.own { "yes" } else { "" })
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(drop)
}

/// Makes a cluster in a folder and starts it.
fn start(
    programs: PathBuf,
    folder: PathBuf,
    settings: &'static [&'static str],
    using: File,
) -> io::Result<Cluster> {
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let data = folder.join("data");
    std::fs::create_dir_all(&data)?;
    if is_root() {
        succeeded(&Command::new("chown").arg("postgres").arg(&data).output()?)?;
    }
    let out = as_owner(&programs.join("initdb"))
        .arg("-D")
        .arg(&data)
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        .output()?;
    succeeded(&out)?;
    let mut cluster =
        Cluster { server: Server { programs, port: 0 }, folder, settings, _using: using, own: false };
    let mut started = Ok(());
    // Between finding a free port and using it another process may take it.
    for _ in 0..5 {
        cluster.server.port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        started = cluster.start();
        if started.is_ok() {
            break;
        }
    }
    started.map(|()| cluster)
}
