// Ranking, unit, explanation, change, home.
export default {
  ranking: {
    title: '排名', rank: '位次', rank_all: '总位次', change: '变化', unit: '单位', group: '组', total: '总分', above: '距前一位', below: '距后一位', adjustment: '加减分', grade: '等次', level: '星级', lost: '主要失分', full: '满分 {n}', points_unit: '分',
    group_all: '全部组', group_n: '{name} 组', filter: '按名称或代码筛选', as_numbers: '得分', as_bars: '条形', as_heat: '热力', columns: '列', columns_title: '显示的列', pin: '固定在上方', unpin: '取消固定', pinned: '已固定', compare: '对比', compare_with: '与 {at} 对比', compare_off: '不对比', compare_hint: '单元格里：旧值 → 新值',
    export_shown: '当前表格', export_csv: '当前表格（CSV）', export_xlsx: '工作簿（Excel，含公式）', export_json: '数据（JSON）', copy_table: '复制到剪贴板', count: '共 {n} 个单位', shown: '显示 {n} / {of}', more: '再显示 {n} 个', unscored: '未计分', vetoes: '一票否决', close: '与相邻单位的差距小于修约精度，位次不应看作有差别', close_short: '差距极小',
    draft: '草稿，未发布', computed: '即时计算，未存为测算', notice_until: '公示至 {day}', own_only: '只显示您范围内的单位', outside: '不在您的数据范围内，不能打开说明', weight: '满分 {n}', no_rows: '没有符合条件的单位', no_result: '这个时期还没有结果', legend: '得分率', low: '低', high: '高', in_group: '各组分别排名', best: '最高 {n}', sort_asc: '升序', sort_desc: '降序', views: '视图', view_save: '保存当前视图', view_name: '视图名称', view_none: '还没有保存的视图', tie: '并列', shared: '合并评分',
  },
  explain: {
    title: '得分说明', of: '{points} / {of}', tree: '构成', rule: '计分方法', formula: '算式', written: '办法原文', value_from: '数值由来', reference: '对照数', group: '本组数值', n: '{n} 个单位', best: '最好', worst: '最差', mean: '平均', median: '中位数', own: '本单位', rounding: '修约', rounded: '保留 {n} 位小数，修约前 {raw}', inputs: '所用数据', source: '来源', from_cell: '{file} · {sheet}!{cell}', from_person: '手工填报', from_derived: '由其他指标计算', recorded: '{by}，{at}', revisions: '修订 {n} 次', no_revision: '未修订', history: '修订记录', version: '第 {n} 版', current: '现行', superseded: '已替换', reason: '原因', rank: '组内第 {rank} / {of}', lost: '失分', lost_vs_best: '距组内最高', lost_vs_median: '距组内中位', lost_vs_previous: '比上期', ruling: '裁定', ruled: '{basis}；{approver} 批准', up: '上一级', children: '下级', total: '总分', ratio: '得分率', value: '数值', attainable: '可得分', inactive: '本期不考核', missing: '缺数：{reason}', object: '对此项提出异议', to_indicator: '查看指标', adjustments: '加减分', vetoes: '一票否决', pick: '点表中任何一个数，这里说明它怎么来的', previous_item: '上一项', next_item: '下一项', clamped: '限幅前 {n}', series: '口径 {name}', copy_link: '复制本页链接',
  },
  unit: {
    pick: '选一个单位', pick_hint: '在顶栏或下面选择要看的单位', rank_of: '第 {rank} 位', of: '共 {n} 个', in_group: '{name} 组', lost_title: '失分', lost_by: '对照', vs_full: '满分', vs_best: '组内最高', vs_median: '组内中位', vs_previous: '上期', profile: '与本组对照', profile_note: '得分率；灰点为组内中位，横线到组内最高', trend: '位次与总分', strengths: '长项', weaknesses: '短板', weakness: '{name} 失 {lost} 分', strength: '{name} 得分率 {ratio}', leaves: '各项得分', item: '考核项', value: '数值', weight: '满分', points: '得分', ratio: '得分率', lost: '失分', rank: '位次', owner: '责任部门', why_moved: '为什么变了', from_to: '{from} → {to}', full_table: '全部各项', rank_axis: '位次', total_axis: '总分', exempt: '暂不评价（{kind}）：{because}', members: '合并评分：{names}', median: '中位', best: '最高', ahead: '超出 {n}', behind: '相差 {n}', no_loss: '没有失分',
  },
  changes: {
    title: '变化', from: '从', to: '到', waterfall: '总分变化的来源', parts_sum: '各部分之和等于总分变化', order: '依次替换：{order}', leaves: '各项变化', before: '之前', after: '之后', difference: '差', unit_pick: '选一个单位看分解', all: '全部单位', rank: '位次', total: '总分', own: '本单位数据', start: '{at} 总分', end: '{at} 总分', value: '数值', points: '得分', no_earlier: '没有更早的时期可以对比',
  },
  home: {
    title: '待办', owed: '要办的', owed_none: '没有要办的事', due: '{day} 到期', due_in: '还有 {n} 天', due_today: '今天到期', overdue: '已逾期 {n} 天', no_due: '未定期限', standing: '位置', standing_none: '您的范围内没有已发布的结果', moved: '位次变动', moved_none: '与上期相比没有变动', to_decide: '处理异议：{what}', to_accept: '采用上报的数据：{what}', may_object: '公示期内可提异议：{what}', notices: '公示', until: '至 {day}', greeting: '{name}，{day}', rank_of: '第 {rank} / {of}', now_rank: '现第 {rank}', standing_first: '默认办法排名的前几行', total: '{n} 分',
  },
  overview: {
    title: '态势', dots: '总分', dots_note: '每点一个单位；深色为所选单位', heat: '各项得分率', slope: '位次变化', slope_note: '{from} → {to}', trends: '总分走势', group: '{name} 组', pick: '点一个单位，其余图同时突出它', movers: '变动最大', spread: '最高 {max}，中位 {median}，最低 {min}',
  },
}
