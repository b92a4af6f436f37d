// The frame: rail, top bar, sign-in, states, keys, words for codes.
export default {
  app: { name: '指挥棒', synthetic: '示例数据，均为虚构', skip: '跳到正文' },
  nav: {
    label: '主导航', home: '待办', overview: '态势', assessment: '考核', indicators: '指标', data: '数据', admin: '管理', sections: '本栏页面',
    ranking: '排名', unit: '单位', changes: '变化', what_if: '试算', runs: '发布', objections: '异议', schemes: '办法', wall: '大屏',
    import: '导入', batches: '批次', units: '单位目录', catalogue: '指标目录', revisions: '修订', boundaries: '地图边界',
    accounts: '账号', grants: '授权', sessions: '会话', tokens: '令牌', audit: '审计', jobs: '作业', health: '运行', matrix: '权限表', why: '权限说明', account: '我的账号',
  },
  place: {
    scheme: '考核办法', period: '时期', unit: '单位', all_units: '全部单位', as_of: '数据时点', as_of_now: '截至现在', as_of_on: '截至 {at}', as_of_hint: '按当时已有的数据计算', now: '回到现在',
    search: '查找单位、指标、办法', scope: '数据范围', user: '账号菜单', theme: '外观', light: '浅色', dark: '深色', system: '跟随系统', language: '语言', keys: '快捷键', sign_out: '退出登录', no_match: '没有符合的', not_read: '没有读到单位',
  },
  sign: {
    title: '登录', account: '账号', password: '密码', totp: '动态口令', totp_hint: '身份验证器里的 6 位数字', enter: '登录', next: '验证', back: '换个账号', or: '或', oidc: '用{name}登录',
    ended: '登录已过期，请重新登录。登录后回到原来的页面。', change_title: '请先修改密码', change_why: '这是初始密码，或者管理员重置过密码。', old: '原密码', new: '新密码', again: '再输一次新密码',
    rule: '至少 12 个字符，不含账号，不能是常见密码', differs: '两次输入的新密码不一样', short: '新密码不足 12 个字符', change: '修改密码', changed: '密码已修改', caps: '大写锁定已打开',
  },
  problem: {
    offline: '连不上服务器', offline_do: '检查网络后重试。已填的内容还在。', title_404: '没有这项内容', title_403: '没有权限', title_409: '有人先改了', title_422: '内容没有通过检查', title_429: '请求太频繁', title_500: '服务器出错', title_other: '没有完成',
    retry: '重试', home: '回到待办', request: '请求号 {id}', why: '为什么不能看', do_404: '核对地址；这项内容也可能在您的数据范围之外。', do_500: '请稍后重试；仍不行，把请求号告诉系统管理员。', copy: '复制',
  },
  print: { now: '截至打印时（{at}）', printed: '打印 {at} {by}' },
  state: { loading: '正在读取', empty: '没有数据', none: '无', nothing_found: '没有符合条件的', filter_off: '清除筛选', saved: '已保存', copied: '已复制', no_number: '不是数', unread_number: '{where}：“{found}”不是数，没有用上；写成 12.5 或 1,250', done: '完成' },
  act: { close: '关闭', cancel: '取消', confirm: '确定', save: '保存', add: '添加', remove: '删除', edit: '编辑', more: '更多', export: '导出', print: '打印', copy: '复制', open: '打开', filter: '筛选', clear: '清除', back: '返回', apply: '应用', download: '下载', refresh: '刷新', all: '全部', show_table: '看表', show_chart: '看图', copy_data: '复制数据', copy_picture: '存为图片', previous: '上一个', next: '下一个' },
  keys: {
    title: '快捷键', anywhere: '任何页面', palette: '查找并前往', help: '快捷键', filter: '筛选', close: '关闭面板或对话框', explain: '打开得分说明', in_table: '表格里', move: '移动', first_last: '行首、行尾', edges: '表首、表尾', open: '打开所在的数', copy: '复制所选', goto: '前往',
  },
  palette: { title: '查找', hint: '输入单位、指标、办法或命令', units: '单位', indicators: '指标', schemes: '办法', nodes: '考核项', commands: '命令', none: '没有找到“{q}”', enter: '回车打开', move: '上下选择' },
  run_state: { draft: '草稿', notice: '公示', final: '正式', restated: '更正', superseded: '已被替代' },
  change: { up: '进 {n} 位', down: '退 {n} 位', same: '位次不变', new: '新列入', group_changed: '分组有变', unknown: '没有上期', new_short: '新', group_short: '换组' },
  direction: { higher: '正向', lower: '逆向', none: '不分方向' },
  frequency: { year: '年', half: '半年', quarter: '季度', month: '月', week: '周', day: '日' },
  single_of: { year: '全年', half: '当半年', quarter: '当季', month: '当月', week: '当周', day: '当日' },
  end_of: { year: '年末', half: '半年末', quarter: '季末', month: '月末', week: '周末', day: '当日' },
  accumulation: { flow: '时期数', stock: '时点数', ytd: '累计数', rate: '比率', average: '平均', index: '指数' },
  scenario: { actual: '实际', plan: '计划', forecast: '预测' },
  capability: { view_published: '看已发布的结果', view_drafts: '看未发布的结果', view_figures: '看数据和得分说明', view_scheme: '看办法', edit_scheme: '改办法', import_figures: '报送或导入数据', lock_figures: '锁定、撤回数据', run_scheme: '测算', publish: '发布、更正', rule: '裁定异议', object: '提出异议', what_if: '试算', export: '导出', verify: '核验', view_audit: '看审计记录', manage_accounts: '管理账号', manage_grants: '管理授权', manage_sessions: '管理会话和令牌', manage_jobs: '管理作业', view_health: '看运行状况', view_permissions: '看权限表', explain_access: '查权限' },
  role: { assessment_office: '考核办', indicator_department: '指标责任部门', statistics_bureau: '统计局', assessed_unit: '被考核单位', supervision_office: '督查室', service_office: '项目和企业服务', leader: '领导', auditor: '审计', researcher: '研究者', system_admin: '系统管理员', security_admin: '安全管理员', audit_admin: '审计管理员' },
  figure_status: { draft: '草稿', submitted: '已提交', accepted: '已采用', locked: '已锁定' },
  unit_kind: { country: '国家', province: '省', city: '市', county: '县（市）', district: '区', town: '乡镇', zone: '开发区', department: '市直部门', bureau: '县直部门', enterprise: '企业', project: '项目' },
  change_kind: { rename: '更名', merge: '并入', split: '拆分', move: '改变隶属' },
  severity: { error: '错误', warning: '警告', lint: '建议' },
}
