//! What can be said about figures that are brought in, and about where they are shown (codes `W3…`).

baton_model::messages! {
    NOTHING_TO_RECORD = "W301" {
        zh: "没有可记录的数：都与已记录的相同，或都有错误", en: "there is nothing to record: all figures are recorded already, or have errors",
    }
    FILE_HAS_ERRORS = "W302" {
        zh: "文件有 {count} 处错误，什么都没有记录", en: "the file has {count} errors; nothing was recorded",
        hint_zh: "改正后重新上传，或选择只导入没有错误的数", hint_en: "mend them and upload again, or choose to import what has no errors",
    }
    REASON_NEEDED = "W303" {
        zh: "有 {count} 个数与已记录的不同，须写明更正原因", en: "{count} figures differ from what is recorded: say why they are corrected",
    }
    RECORDED_EARLIER = "W304" {
        zh: "记录时间不能早于现在", en: "figures cannot be recorded for an earlier moment",
        hint_zh: "补录历史版本由考核办或统计局办理", hint_en: "the assessment office or the statistics bureau records earlier vintages",
    }
    NO_INDICATOR = "W305" { zh: "指标目录里没有“{code}”", en: "the catalogue has no indicator “{code}”" }
    NO_COLUMN = "W306" { zh: "文件里没有这一列：{sheet} {column}", en: "the file has no such column: {sheet} {column}" }
    NO_BATCH = "W307" { zh: "没有批次“{batch}”", en: "there is no batch “{batch}”" }
    WITHDRAWAL_REASON = "W308" { zh: "撤回须写明原因", en: "say why it is withdrawn" }
    TOO_MANY_ROWS = "W309" { zh: "一次最多写入 {most} 行", en: "at most {most} rows at a time" }
    NO_ROWS = "W310" { zh: "没有要写入的行", en: "there are no rows to write" }
    NO_APPROVAL = "W311" {
        zh: "地图边界须注明审图号", en: "boundaries need the approval number of their map (审图号)",
        hint_zh: "写法如 GS(2024)0650号、豫S(2023)012号", hint_en: "written like GS(2024)0650号",
    }
    NO_TITLE = "W312" { zh: "地图边界须有标题，最多 {most} 字", en: "boundaries need a title of at most {most} characters" }
    BAD_GEOJSON = "W313" {
        zh: "不是可用的 GeoJSON：{detail}", en: "this is no GeoJSON that can be used: {detail}",
        hint_zh: "应为 FeatureCollection，每个要素的 properties.code 是单位代码，几何为 Polygon 或 MultiPolygon，坐标为经纬度",
        hint_en: "it must be a FeatureCollection; every feature has properties.code, the code of a unit, and a Polygon or MultiPolygon in degrees",
    }
    NO_UPLOAD = "W315" { zh: "表单里没有文件", en: "the form holds no file", hint_zh: "文件放在 file 一栏", hint_en: "it goes into the part named file" }
    BAD_KIND = "W314" { zh: "没有“{kind}”这类单位", en: "there are no units of kind “{kind}”", hint_zh: "有：{allowed}", hint_en: "there are: {allowed}" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }
}
