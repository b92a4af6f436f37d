//! Help in both languages, from the sentences of [`super::pages`].

use baton_service::model::Lang;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::Cli;
use super::pages::{GLOBAL, Page};
use super::{pages, pages_kept};

/// Exit codes, shown under every help page.
const EXIT: [&str; 2] = [
    "退出码：0 完成；1 您的文件有问题；2 用法不对；3 程序的错。结果在标准输出，说明在标准错误。",
    "Exit codes: 0 done; 1 problems in your files; 2 wrong use; 3 a fault of ours. Results go to stdout, talk to stderr.",
];

/// The command with its help in a language.
pub(crate) fn command(lang: Lang) -> Command {
    let command = Cli::command()
        .subcommand_help_heading(lang.pick("命令", "Commands"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    localise(command, "", lang)
}

fn localise(command: Command, path: &str, lang: Lang) -> Command {
    let mut all = pages::PAGES.iter().chain(pages_kept::PAGES);
    let Some(page) = all.find(|page| page.path == path) else { return command };
    let template = lang.pick(
        "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .about(pick(lang, page.about))
        .override_usage(page.usage)
        .help_template(template)
        .after_help(examples(page, lang))
        .mut_args(|arg| option(arg, page, lang));
    if !names.is_empty() {
        command = command
            .subcommand_help_heading(lang.pick("命令", "Commands"))
            .subcommand_required(true)
            .disable_help_subcommand(true);
    }
    for name in names {
        let below = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |sub| localise(sub, &below, lang));
    }
    command
}

fn pick(lang: Lang, texts: [&'static str; 2]) -> &'static str {
    lang.pick(texts[0], texts[1])
}

fn option(arg: Arg, page: &Page, lang: Lang) -> Arg {
    let id = arg.get_id().as_str();
    let own = page.options.iter().find(|[name, ..]| *name == id);
    let general = GLOBAL.iter().find(|[name, ..]| *name == id);
    let (heading, text) = match (own, general) {
        (Some([_, zh, en]), _) if arg.is_positional() => (lang.pick("参数", "Arguments"), lang.pick(zh, en)),
        (Some([_, zh, en]), _) => (lang.pick("选项", "Options"), lang.pick(zh, en)),
        (None, Some([_, zh, en])) => (lang.pick("通用选项", "General options"), lang.pick(zh, en)),
        (None, None) => return arg,
    };
    let arg = arg.help(text).help_heading(heading);
    if arg.get_action().takes_values() {
        arg.hide_default_value(true).hide_possible_values(true)
    } else {
        arg
    }
}

fn examples(page: &Page, lang: Lang) -> String {
    let mut text = String::new();
    if !page.examples.is_empty() {
        text.push_str(lang.pick("例：\n", "Examples:\n"));
        for [command, zh, en] in page.examples {
            text.push_str(&format!("  {command}\n      {}\n", lang.pick(zh, en)));
        }
        text.push('\n');
    }
    text.push_str(pick(lang, EXIT));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undocumented(command: &Command, path: &str, found: &mut Vec<String>) {
        if command.get_about().is_none() {
            found.push(path.to_owned());
        }
        found.extend(
            command
                .get_arguments()
                .filter(|arg| arg.get_help().is_none())
                .map(|arg| format!("{path} {}", arg.get_id())),
        );
        for sub in command.get_subcommands() {
            undocumented(sub, &format!("{path} {}", sub.get_name()), found);
        }
    }

    #[test]
    fn everything_has_a_sentence() {
        for lang in [Lang::ZhCn, Lang::En] {
            let mut found = Vec::new();
            undocumented(&command(lang), "baton", &mut found);
            assert_eq!(found, Vec::<String>::new());
            command(lang).debug_assert();
        }
    }
}
