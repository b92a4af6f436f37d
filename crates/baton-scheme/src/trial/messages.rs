//! Why a value cannot be tried (codes `T…`).

baton_model::messages! {
    UNKNOWN = "T001" {
        zh: "没有指标“{id}”", en: "there is no indicator “{id}”",
        hint_zh: "最接近的是“{nearest}”", hint_en: "the nearest is “{nearest}”",
    }
    NOT_A_LEAF = "T002" {
        zh: "“{id}”由下级指标合成，不能直接试算", en: "“{id}” is made of the indicators below it and has no value of its own",
        hint_zh: "可试算：{allowed}", hint_en: "you may try: {allowed}",
    }
    NOT_SCORED = "T003" { zh: "{unit}在 {period} 不是考核对象", en: "{unit} is not scored in {period}" }
    NOT_ACTIVE = "T004" { zh: "“{node}”在 {period} 不考核", en: "“{node}” is not assessed in {period}" }
    NOT_APPLICABLE = "T005" { zh: "“{node}”不适用于{unit}", en: "“{node}” does not apply to {unit}" }
    NEEDS_UNIT = "T006" {
        zh: "“{node}”的计分标准因单位而异，须指明单位", en: "“{node}” is judged by numbers that differ from unit to unit, so a unit must be named",
        hint_zh: "加 --unit", hint_en: "add --unit",
    }
    NOT_A_NUMBER = "T007" { zh: "试算值应是有限的数", en: "the value to try must be a finite number" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }
}
