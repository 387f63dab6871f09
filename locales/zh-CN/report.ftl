# 通报、表格、图的词句。数字由程序按方案取好小数位后传入，这里不再修约。

report-title = { $period }{ $title }

## 文件名
file-league = 排名表-{ $tab }
file-figure = { $tab }

## 通用
scope-all = 全部单位
total = 合计
measure-whole = 总得分
rank-none = 未排
mean-of-units = { $n }个单位平均
mean-value = 平均 { $value }
key-lower = 较低
key-higher = 较高
key-mean = 本类平均
key-band = 本类最低至最高
figure-source = 得分按方案计算，方法见“计分说明”。得分相近的单位，名次先后可能出于偶然。
axis-score = { $measure }（分，横轴不从0开始）
axis-score-upright = { $measure }（分，纵轴不从0开始）
absent-no-score = 无得分
absent-not-rating = 不参评
absent-not-told = –
reason-count = { $kind }{ $n }

## 列
col-rank = 名次
col-unit = 单位
col-category = 类别
col-score = 得分
col-grade = 等次
col-satisfied = 满意率（%）
col-dissatisfied = 不满意率（%）
col-knowledge = 了解率（%）
col-n = 有效票n
col-change = 环比（分）
col-move = 名次升降
col-rank-in-category = 类内名次
col-rank-of = { $measure }名次
col-n-of = { $group }n
col-group = 评议主体
col-indicator = 指标
col-answers = 作答数
col-unknown = 不了解
col-abstain = 弃权
col-units = 单位数
col-fate = 变动
col-earlier = 前期得分
col-later = 本期得分
col-earlier-rank = 前期名次
col-later-rank = 本期名次
col-satisfied-change = 满意率变化（百分点）
col-change-of = { $measure }变化
col-issued = 发出
col-returned = 收回
col-return-rate = 回收率（%）
col-found = 清点
col-valid = 有效
col-valid-rate = 有效率（%）
col-void-papers = 无效
col-void-reasons = 无效原因
col-ballots = 有效评议票
col-void-ballots = 无效评议票
col-void-answers = 无效作答
col-file = 文件
col-sheet = 工作表
col-rows = 行数
col-accepted = 计入
col-void = 无效
col-refused = 未收
col-blank-rows = 空行
col-finding = 核查结果
col-code = 代码
col-effect = 处理
col-count = 数量
col-level = 档次
col-points = 分值
col-weight-sum = 权重和

## 表
grid-league = { $scope }排名表：{ $measure }
tab-overall = 总排名
tab-both = { $scope }·{ $measure }
grid-scores = 各单位分项得分与名次
grid-scores-tab = 分项得分
grid-groups = 各评议主体打分
grid-groups-tab = 分主体得分
grid-groups-detail = 单位 × 评议主体 × 指标得分
grid-groups-detail-tab = 分主体分指标得分
grid-rates = 满意率、不满意率与了解率
grid-rates-tab = 满意率
grid-levels = 各档次占比（%）
grid-levels-tab = 档次占比
grid-means = 各类平均得分
grid-means-tab = 平均得分
grid-trend-previous = 环比：{ $later }与{ $earlier }对比
grid-trend-previous-tab = 环比
grid-trend-last-year = 同比：{ $later }与{ $earlier }对比
grid-trend-last-year-tab = 同比
grid-trend-other = { $later }与{ $earlier }对比
grid-trend-other-tab = 对比
grid-returns = 评议表发出、收回和有效情况
grid-returns-tab = 回收情况
grid-rows = 各文件逐行核查情况
grid-rows-tab = 核查情况
grid-findings = 核查结果汇总
grid-findings-tab = 核查结果
grid-audit = 计票表（由此可手工复算全部得分）
grid-audit-tab = 计票

## 表注
note-joint = 公布分值相同的单位并列。
note-breaker-satisfied = 得分相同的，满意率高者在前。
note-breaker-dissatisfied = 得分相同的，不满意率低者在前。
note-breaker-n = 得分相同的，有效票多者在前。
note-change = 环比为本期公布得分减去{ $period }公布得分；名次升降只在两期都有名次的单位之间比较。
note-caution = 得分有抽样误差，名次相近的单位差别可能出于偶然，不宜仅凭名次先后作出评价。
note-mark-renormalise = * 有评议主体作答不足，其权重由其他主体按比例分担（权重归一）。
note-mark-category-mean = * 有评议主体作答不足，以该主体对本类单位的平均分代替。
note-mark-zero = * 有评议主体作答不足，按0分计入。
note-mark-unranked = * 有评议主体作答不足，只列得分，不排名。
note-means-internal = “全部单位”不含只供领导参阅的类别。
note-trend = { $later }减{ $earlier }：得分之差单位为分，比率之差单位为百分点；名次只在两期都有名次的单位之间重新排定后比较。
note-returns = 发出、收回为登记数，清点、有效为文件中的实有数，均按份计：一位评议人交回的为一份。有效评议票、无效评议票按张计：一位评议人对一个单位的评议为一张。
note-returns-counts = –：报来的是已汇总的票数，没有逐张的评议票；份数取各单位、各指标作答数中最大的一个。
note-rows = 计入、无效、未收之和等于行数。

## 变动
fate-new = 新增
fate-gone = 撤销
fate-renamed = 原名{ $unit }
fate-merged = 由{ $units }合并
fate-succeeded = 并入{ $unit }

## 通报各部分
section-numbered = { $n ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
    [7] 七
    [8] 八
    [9] 九
    [10] 十
    [11] 十一
   *[12] 十二
}、{ $title }
section-basis = 评议基本情况
section-results = 总体结果
section-categories = 分类结果
section-indicators = 分项结果
section-levels = 档次分布与满意率
section-trends = 与往期对比
section-profiles = 各单位画像
section-quality = 数据质量
profiles-lead = 每个单位一图：圆点为本单位得分，竖线为本类平均，浅色带为本类最低分至最高分。

## 要点
fact-units = 参评单位
fact-papers = 有效评议表
fact-issued = 发出评议表
fact-mean = 平均得分
fact-change = 与{ $period }相比

summary-mean = { $units }个单位按《{ $scheme }》接受评议，{ $part ->
    [internal] 除只供领导参阅的类别外，{ $n }个单位平均得分{ $mean }分。
    [scored] 其中有得分的{ $n }个单位平均得分{ $mean }分。
   *[all] 平均得分{ $mean }分。
}
summary-change = 与{ $earlier }相比，平均得分{ $direction ->
    [up] 上升{ $change }分
    [down] 下降{ $change }分
   *[same] 持平
}。
summary-overall = 参加总排名的{ $n }个单位中，{ $first }{ $first-joint ->
    [yes] 并列
   *[no] {""}
}第1名（{ $first-score }分），{ $last }{ $last-joint ->
    [yes] 并列
   *[no] {""}
}列末位（{ $last-score }分）。
summary-category = { $scope }参加排名的{ $n }个单位中，{ $first }{ $first-joint ->
    [yes] 并列
   *[no] {""}
}第1名（{ $first-score }分），{ $last }{ $last-joint ->
    [yes] 并列
   *[no] {""}
}列末位（{ $last-score }分）。
summary-only = { $scope }只有{ $first }参加排名，得分{ $first-score }分。
summary-all-joint = { $scope }参加排名的{ $n }个单位得分相同，均为{ $first-score }分。
summary-indicators = 各项指标中，“{ $highest }”平均得分最高（{ $highest-mean }分），“{ $lowest }”最低（{ $lowest-mean }分），相差{ $gap }分。
summary-rise = 与{ $earlier }相比，得分上升最多的是{ $unit }（上升{ $change }分）。
summary-fall = 与{ $earlier }相比，得分下降最多的是{ $unit }（下降{ $change }分）。
summary-unranked = { $n ->
    [1] { $units }
   *[other] { $units }等{ $n }个单位
}只列出、不排名，原因见排名表。

## 基本情况
basis-scope = { $period }，依据《{ $scheme }》，{ $groups ->
    [1] 评议人
   *[other] { $groups }类评议主体
}从{ $indicators }个方面对{ $units }个单位进行了评议{ $several ->
    [yes] ，其中{ $categories }
   *[no] {""}
}。
basis-category = { $category }{ $n }个
basis-returns = 发出评议表{ $issued }份，收回{ $returned }份，回收率{ $return-rate }%；有效{ $valid }份，有效率{ $valid-rate }%。
basis-found = 共清点评议表{ $found }份，其中有效{ $valid }份。发出、收回份数没有登记。
basis-mode-pooled = 计分时先求每项指标的平均分，再按指标权重合成总得分。
basis-mode-ballot-first = 计分时先求每张评议票的平均分，再对各票求平均。

## 对比
trend-composition = { $later }与{ $earlier }相比：{ $parts }。
trend-new = 新增{ $units }
trend-renamed = 更名{ $units }
trend-merged = 合并组建{ $units }（不作对比）
trend-gone = 不再参评{ $units }
trend-refused = 与{ $period }口径不一致，不作对比：{ $why }。

## 数据质量
quality-rows = 共读入{ $rows }行，其中计入{ $accepted }行、无效{ $void }行、未收{ $refused }行。
quality-ballots = 有效评议票{ $ballots }张，无效{ $void-ballots }张（一位评议人对一个单位的评议为一张）；另有无效作答{ $void-answers }处。
quality-list = 逐条清单见 findings.csv。

## 计分说明
method-scale-title = 量表
method-scale = { $levels }。
method-level = { $level }{ $points }分
method-level-unknown = { $level }不计分（只用于了解率）
method-level-excluded = { $level }不计入
method-range = { $min }—{ $max }分，间隔{ $step }
method-band = { $level }（{ $from }及以上）
method-score-title = 得分
method-score-pooled = 各评议主体对每项指标的平均分，按主体权重合成指标得分，再按指标权重（{ $weights }）合成总得分。
method-score-ballot-first = 每张票按指标权重（{ $weights }）求平均，各评议主体对各票求平均，再按主体权重合成总得分。
method-weight = { $indicator }{ $share }%
method-weight-none = { $indicator }不参评
method-weights-equal = 各项相等
method-trim-share = 每个单位、主体、指标先去掉两端各{ $share }%（取整）的作答。
method-trim-extremes = 作答多于{ $above }个时，先去掉{ $count }个最高分和{ $count }个最低分。
method-groups-title = 评议主体权重
method-groups = { $weights }。
method-groups-of = { $category }：{ $weights }。
method-missing-title = 样本不足
method-missing-renormalise = 评议主体对某单位的有效作答少于{ $group }个的，其权重由其他主体按比例分担，并以*标注。
method-missing-category-mean = 评议主体对某单位的有效作答少于{ $group }个的，以该主体对本类单位的平均分代替，并以*标注。
method-missing-zero = 评议主体对某单位的有效作答少于{ $group }个的，按0分计入，并以*标注。
method-missing-unranked = 评议主体对某单位的有效作答少于{ $group }个的，该单位只列得分，不排名。
method-min-n = 有效票少于{ $unit }张的单位只列得分，不排名；没有得分的不按0分处理。
method-rates-title = 比率
method-rate-satisfied = 满意率是选择{ $levels }的占有效作答的比例。
method-rate-dissatisfied = 不满意率是选择{ $levels }的占有效作答的比例。
method-rate-knowledge = 了解率是有效作答占有效作答与“不了解”之和的比例。
method-rate-score = 比率不是得分。
method-rounding-title = 修约
method-rounding = 计算全程用分数，最后一次修约到{ $decimals }位小数（{ $rule }）。
method-stage-group = 按方案，各主体平均分先修约一次。
method-stage-indicator = 按方案，各指标得分先修约一次。
method-half-up = 四舍五入
method-half-even = 四舍六入五成双，GB/T 8170
method-ranking-title = 排名
method-compare-published = 按公布的分值排名，分值相同即并列。
method-compare-exact = 按未修约的分值排名。
method-ties-competition = 并列后名次顺延（1、1、3）。
method-ties-dense = 并列后名次不空（1、1、2）。
method-trend-title = 对比
method-trend = 变化为两期公布值之差，得分以分计，比率以百分点计；量表、指标或计分规则不同的不作对比。
method-cautions-title = 方案提醒
method-sources-title = 依据
method-sources = 来源：{ $sources }。

## 图
figure-league = { $scope }{ $measure }排名
figure-league-subtitle = { $period }，{ $n }个单位排名
figure-league-description = { $period }{ $scope }{ $n }个单位按{ $measure }从高到低排列的点图，数值见同名排名表。
figure-heatmap = 各单位分项得分
figure-heatmap-subtitle = { $period }，颜色越深得分越高
figure-heatmap-subtitle-ranks = { $period }，颜色越深得分越高；左侧为总排名名次，没有名次的不参加总排名
figure-heatmap-description = { $period }各单位各项指标得分的热力图，数值见分项得分表。
figure-levels = 各单位档次占比
figure-levels-subtitle = { $period }，占有效作答的百分比，按名次排列
figure-levels-subtitle-ranks = { $period }，占有效作答的百分比，按总排名排列，不参加总排名的列在最后
figure-levels-description = { $period }各单位各档次占比的分向条形图，数值见档次占比表。
figure-trend = 各期总得分走势
figure-trend-subtitle = 彩色线为首位、末位和变化较大的单位
figure-trend-description = 各单位各期总得分的折线图，数值见各期数据表。
figure-bump = { $scope }各期名次
figure-bump-subtitle = 彩色线为首位、末位和变化较大的单位
figure-bump-subtitle-joining = 彩色线为首位、末位和变化较大的单位；名次前的短横表示当期首次列入
figure-bump-description = { $scope }各单位各期名次变化图，数值见各期排名表。
figure-profile = { $unit }分项得分
figure-profile-subtitle = { $period }，与{ $category }比较
figure-profile-axis = 得分
figure-profile-description = { $period }{ $unit }各项得分与{ $category }平均及最低、最高的比较，数值见分项得分表。

## 解释
explain-title = { $unit } · { $measure } · { $period }
explain-score = 得分{ $score }分，有效作答n={ $n }。
explain-absent = 没有得分：{ $why }。
explain-rank = 在{ $scope }中{ $joint ->
    [yes] 并列
   *[no] {""}
}第{ $rank }名（共{ $of }个单位排名）。
explain-unranked = 在{ $scope }中不排名：{ $why }。
explain-counts = 第一步：各评议主体在各档次上的票数，乘以分值，除以权重和。
explain-trimmed = 去掉两端共{ $n }个作答后求平均
explain-groups = 下一步：按评议主体权重合成：（{ $terms }）÷ { $sum }。
explain-missing = （{ $group }作答不足，未参加合成）
explain-indicators = 第一步：按指标权重合成：{ $terms }。逐项来历可再用“解释 单位 指标”查看。
explain-rounding = 最后一步：{ $exact }，即{ $near }，修约一次（{ $rule }）得{ $score }。
grid-explain-counts = 票数
grid-explain-counts-tab = 票数
grid-explain-neighbours = { $scope }中的相邻名次
grid-explain-neighbours-tab = 相邻名次
col-explain-n = 有效n
col-explain-sum = 分值和 ÷ 权重和
col-explain-mean = 平均分
col-explain-gap = 与本单位之差
