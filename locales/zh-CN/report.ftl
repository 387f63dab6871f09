# 通报、表格、图的词句。数字由程序按方案取好小数位后传入，这里不再修约。

report-title = { $period }{ $title }

## 文件名
file-comments = 意见
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
key-interval = { $confidence }%置信区间
key-bands = 统计上不可区分（{ $confidence }%）
key-rank = 名次
key-set-together = 置信名次（同表各单位同时成立）
key-set-alone = 置信名次（单独看本单位）
key-borderline = 临界：换一个种子可能变动
key-joint = 并列
yes = 是
side-above = 高于平均
side-below = 低于平均
side-neither = —
side-above-target = 高于目标
side-below-target = 低于目标
run-of-ranks = 第{ $best }–{ $worst }名
run-of-joint = 并列第{ $best }名的{ $n }个单位
rank-set = { $best }–{ $worst }
rank-set-none = 无法估计
axis-rank = 名次（1为最高）
axis-precision = 有效评议人数（按误差折算，横轴不从0开始）
axis-importance = { $kind ->
    [weight] 重要程度：方案权重（%）
   *[correlation] 重要程度：与其余指标合计得分的相关系数
}
axis-mean-upright = 各单位平均得分（分，纵轴不从0开始）
zone-inside = { $dispersed ->
    [yes] 在虚线的控制限以内
   *[no] 在控制限以内
}
zone-inner = { $dispersed ->
    [yes] 超出95%的虚线
   *[no] 超出95%控制限
}
zone-outer = { $dispersed ->
    [yes] 超出99.8%的虚线
   *[no] 超出99.8%控制限
}
limit-chance = { $confidence }%控制限（只计抽样误差）
limit-dispersed = { $confidence }%控制限（另计单位间通常的差异）
quadrant-keep = 重要、得分高：保持
quadrant-improve = 重要、得分低：优先改进
quadrant-ample = 次要、得分高：维持
quadrant-later = 次要、得分低：其次改进
quadrant-hover = { $measure }：平均得分{ $score }，重要程度{ $importance }
family-max-t = max-T法校正{ $m }个比较
family-holm = Holm法校正{ $m }个比较
family-bh = Benjamini–Hochberg法控制{ $m }个比较的错误发现率
family-none = { $m }个比较，未作校正

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
col-group-weight = 主体权重
col-unrounded = 舍入前
col-recalculated = 复算得分
col-printed = 公布得分
col-difference = 差额
col-answer-weight = 作答权重和
col-unknown-weight = 不了解权重和
col-compared-with = 对比时期
col-earlier-figure = 前期
col-later-figure = 本期
col-figure-change = 变化
col-se-exact = 标准误（舍入前）
col-inflation-exact = 小样本系数（舍入前）
col-freedom-exact = 自由度（舍入前）
col-behind = 评议人数或作答数
col-t = t分位数
col-weight-sum = 权重和
col-interval = 置信区间
col-satisfied-interval = 满意率区间（%）
col-dissatisfied-interval = 不满意率区间（%）
col-ranks = 置信名次
col-against-mean = 与平均比
col-against-target = 与目标比
col-reliability = 信度
col-needed = 信度达{ $wanted }需评议人
col-margin = 变化的误差（±分）
col-p = p值
col-adjusted = 校正p值
col-table = 排名表
col-se = 标准误
col-inflation = 小样本系数
col-freedom = 自由度
col-low = 区间下限
col-high = 区间上限
col-drawn = 评议人数
col-unpaired = 含已汇总票
col-ranks-best = 置信名次最高
col-ranks-worst = 置信名次最低
col-ranks-alone = 置信名次（单独看）
col-borderline = 临界
col-top = 真在前{ $top }名的概率
col-chance-of = 真属“{ $grade }”的概率
col-to-mean = 与平均之差
col-to-mean-p = 与平均之差p值
col-to-mean-adjusted = 与平均之差校正p值
col-to-target = 与目标之差
col-to-target-p = 与目标之差p值
col-to-target-adjusted = 与目标之差校正p值

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
grid-calculation-groups = 复算：各主体对各项指标的平均分
grid-calculation-groups-tab = 复算-主体
grid-calculation = 复算：由主体平均分到得分
grid-calculation-tab = 复算-得分
grid-calculation-counts = 复算：由计票到作答数和各项比率
grid-calculation-counts-tab = 复算-比率
grid-calculation-intervals = 复算：由标准误到置信区间
grid-calculation-intervals-tab = 复算-区间
grid-calculation-changes = 复算：分项得分、满意率和平均得分的变化
grid-calculation-changes-tab = 复算-变化
grid-calculation-moves = 复算：两期都有名次的单位的名次和升降
grid-calculation-moves-tab = 复算-名次
note-calculation = 单元格中是从“计票”表算起的公式，由电子表格重新计算；“差额”为零即与公布的得分一致。去掉极端票的平均、替补的主体平均、先按票计算的总分无法用公式表达，只列数值。
note-calculation-counts = 各项作答数由“计票”表相加，各项比率由同一行的作答数算出；“有效票n”由“复算-主体”表相加，总评取各项指标中最少的。评议票有权重时，各档和各项比率按权重计算。
note-calculation-intervals = 标准误、小样本系数和自由度取决于同一评议人对各单位评议的协方差，单凭计票算不出来，只列数值；区间由它们用公式算出。t分位数用贝塔分布求得，因为电子表格的t函数会把自由度截成整数。概率、p值、信度、置信名次和抽样模拟的结果同样只列数值。
note-calculation-changes = “前期”是以前公布的数值，本期计票中没有，只列数值；“变化”是两个公布数值之差。
note-calculation-moves = 名次只在两期都有名次的单位之间重新排列，升降为前期名次减本期名次；总评的类内名次见对比表。
grid-errors = 误差与置信名次：总得分
grid-errors-tab = 误差与置信名次
grid-errors-indicators = 误差与置信名次：各项指标
grid-errors-indicators-tab = 分项误差与置信名次

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
note-returns-public = 发出、收回为登记数，有效为文件中的实有数，均按份计：一位评议人交回的为一份。
note-returns-counts-public = 有评议主体报来的是已汇总的票数，份数取各单位、各指标作答数中最大的一个。
note-returns-counts = –：报来的是已汇总的票数，没有逐张的评议票；份数取各单位、各指标作答数中最大的一个。
note-rows = 计入、无效、未收之和等于行数。
note-bands-unknown = 得分的误差无法估计，名次先后是否出于偶然无从判断。
note-bands-all = 在{ $confidence }%的置信水平下，{ $n }个单位中任何两个在统计上都不可区分，名次先后可能出于偶然。
note-bands-none = 在{ $confidence }%的置信水平下，任何两个单位在统计上都可以区分。
note-bands-few = 在{ $confidence }%的置信水平下，不是每两个单位在统计上都可以区分，名次先后可能出于偶然。
note-bands-one = 在{ $confidence }%的置信水平下，{ $runs }在统计上不可区分，名次先后可能出于偶然。
note-bands-several = 在{ $confidence }%的置信水平下，下列每一段之内的单位在统计上不可区分，名次先后可能出于偶然：{ $runs }{ $more ->
    [0] {""}
   *[other] ；另有{ $more }段{ $figure ->
        [yes] ，见图中括线
       *[no] {""}
    }
}。各段可以重叠：甲与乙、乙与丙都不可区分，不等于甲与丙不可区分。
note-interval = 置信区间：{ $confidence }%，t区间，自由度按各评议主体折算，各单位单独成立。置信名次：数据不能排除的名次，{ $confidence }%的把握对本表排名的{ $m }个单位{ $all ->
    [yes] {""}
   *[no] （其中{ $n }个有误差）
}同时成立，由两两比较逐步max-T检验得出，抽取{ $draws }次，种子{ $seed }；*为临界，换一个种子可能变动1名。
note-as-before = 置信区间、置信名次和“与平均比”的算法同上一张表，范围为本表有误差的{ $n }个单位，平均{ $mean }分。
note-rates-interval = 区间：{ $confidence }%，各单位单独成立，{ $method ->
    [logit] logit法
    [korn-graubard] Korn–Graubard法
   *[wilson] Wilson法
}，按有效样本量折算；比率为0或100%的用Korn–Graubard法。
note-verdict = 与平均比：与有误差的{ $n }个单位的平均{ $mean }分比较{ $has-target ->
    [yes] ，与目标比：与{ $target }分比较
   *[no] {""}
}；{ $family }，校正p值小于{ $alpha }{ $has-threshold ->
    [yes] 、相差不小于{ $threshold }分
   *[no] {""}
}{ $least ->
    [0] {""}
   *[other] 、有效作答不少于{ $least }个
}的才称高于或低于，其余记“—”。
note-reliability = 信度：本表{ $n }个单位的得分次序，信度为{ $order }（1为完全可靠，0为全属偶然）{ $below ->
    [refuse] ；信度低于{ $least }的单位只列得分，不排名
    [mark] ；信度低于{ $least }的单位在“信度”列中标出
    [unmarked] ；各单位的信度都不低于{ $least }
   *[none] {""}
}。
note-of-table = { $scope }·{ $measure }：n={ $n }，平均{ $mean }分，与平均比较用{ $family }{ $known ->
    [yes] ，单位间真实差异的标准差{ $between }分，次序的信度{ $order }
   *[no] {""}
}。
note-errors = 标准误、区间以分计。概率按正态模型由得分、误差和单位间的差异推出，是参考，不是检验。p值印作0.0000的小于0.00005。
note-real-brief = ▲▼只标可以认定的变化，怎样算可以认定见“计分说明”中的“对比”；没有箭头的变化可能出于偶然。
note-real = ▲▼只标可以认定的变化：校正后在{ $confidence }%的置信水平下不为偶然{ $has-threshold ->
    [yes] 、不小于{ $threshold }分
   *[no] {""}
}{ $least ->
    [0] {""}
   *[other] 、两期有效作答都不少于{ $least }个
}；名次的▲▼只在该单位在{ $period }和本期的置信名次（在两期共同的单位中另算，两期合计误差不超过一次检验）没有共同的名次时才标。没有箭头的变化可能出于偶然。
note-tested = 变化的误差：{ $confidence }%，±为t区间的半宽；{ $family }。{ $linked ->
    [yes] 两期按评议人编号相连，共同的评议人{ $common }个，共同部分已从误差中扣除。
   *[no] 两期评议人无法相连，按两个独立样本计，误差只会偏大，不会偏小。
}

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
section-certainty = 误差与可靠程度
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
summary-change = 与{ $earlier }相比，平均得分{ $said ->
    [real] { $direction ->
        [up] 上升{ $change }分
        [down] 下降{ $change }分
       *[same] 持平
    }
    [small] { $direction ->
        [up] 高{ $change }分，未达到认定上升的标准
        [down] 低{ $change }分，未达到认定下降的标准
       *[same] 持平
    }
    [chance] { $direction ->
        [up] 高{ $change }分，变化在误差范围内
        [down] 低{ $change }分，变化在误差范围内
       *[same] 持平
    }
   *[unknown] { $direction ->
        [up] 高{ $change }分，变化的误差无法估计
        [down] 低{ $change }分，变化的误差无法估计
       *[same] 持平
    }
}。
fact-said = { $said ->
    [real] { $change }
    [small] { $change }（未达到认定标准）
    [chance] { $change }（在误差范围内）
   *[unknown] { $change }（误差无法估计）
}
summary-apart = { $scope }排名的{ $n }个单位两两相比共{ $all }对，在{ $confidence }%的置信水平下{ $told ->
    [0] 没有一对可以区分
   *[other] 可以区分的有{ $told }对
}{ $known ->
    [yes] ，得分次序的信度为{ $order }
   *[no] {""}
}；{ $told ->
    [0] 名次先后可能出于偶然
   *[other] 不能区分的，名次先后可能出于偶然
}。
summary-sides = { $scope }中，在{ $confidence }%的置信水平下，{ $above-kind ->
    [none] { $below-kind ->
        [none] 没有单位可以认定高于或低于平均
       *[other] 没有单位可以认定高于平均
    }
    [some] 可以认定高于平均的有{ $above-n }个（{ $above }）
   *[many] 可以认定高于平均的有{ $above-n }个（见排名表）
}{ $below-kind ->
    [none] { $above-kind ->
        [none] {""}
       *[other] ，没有单位可以认定低于平均
    }
    [some] ，可以认定低于平均的有{ $below-n }个（{ $below }），其余{ $neither }个不能认定
   *[many] ，可以认定低于平均的有{ $below-n }个（见排名表），其余{ $neither }个不能认定
}。
summary-real = 与{ $earlier }可以对比的{ $n }个单位中，{ $any ->
    [yes] 得分可以认定上升的{ $rises }个、下降的{ $falls }个，其余的变化在误差范围内或未达到认定标准
   *[no] 没有一个的得分变化可以认定，变化都在误差范围内或未达到认定标准
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
summary-rise = 与{ $earlier }相比，得分可以认定上升的单位中，{ $unit }上升最多（{ $change }分）。
summary-fall = 与{ $earlier }相比，得分可以认定下降的单位中，{ $unit }下降最多（{ $change }分）。
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
trend-renamed-unit = { $unit }（原{ $earlier }）
trend-merged = 合并组建{ $units }（不作对比）
trend-gone = 不再参评{ $units }
trend-refused = 与{ $period }口径不一致，不作对比：{ $why }。

## 数据质量
quality-rows = 共读入{ $rows }行，其中计入{ $accepted }行、无效{ $void }行、未收{ $refused }行。
quality-ballots = 有效评议票{ $ballots }张，无效{ $void-ballots }张（一位评议人对一个单位的评议为一张）；另有无效作答{ $void-answers }处。
quality-list = 逐条清单见内部文件夹中的核查清单（findings.csv）。
quality-withheld = 作答不足{ $n }人的得分不公布，能由其推算出这类得分的平均分、比率和排名表也不公布。
quality-withheld-parts = 下列单位不公布本期评议结果：{ $units }。
quality-withheld-units = 下列单位因参评人数过少，不公布评议结果：{ $units }。

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
method-error-title = 误差
method-error = 误差按评议人计算：评议人（或一起抽出的群）是抽样单位，评议主体（或其下的层）是层，共{ $drawn }个、{ $strata }层；同一人评多个单位的，各单位得分之间的协方差一并计入。总体数有登记的，按有限总体修正。标准误用线性化法，区间为{ $confidence }%的t区间，自由度按各评议主体折算。
method-lonely = 有{ $n }层只有1个评议人，{ $policy ->
    [adjust] 其偏差相对于各层总的平均计算
    [average] 按其余各层的平均方差计
    [remove] 不计其方差
    [certainty] 视为必然抽中，不计其方差
   *[fail] 它们评议的单位不给误差
}。
method-unpaired = 已汇总的票不知哪些出自同一人：只计各单位自身的方差，不计单位之间的协方差，差别的误差只会偏大，不会偏小。
method-weighting = { $of-all ->
    [yes] 全部评议人
   *[no] { $group }
}按已知总数加权（{ $margins }，{ $raked ->
    [yes] 逐边调整
   *[no] 事后分层
}）：{ $n }人，设计效应{ $deff }，相当于等权的{ $effective }人；误差已计及加权。
method-error-public = 得分来自部分评议人，有抽样误差。各表中哪些单位在统计上不可区分，按{ $confidence }%的置信水平对同表单位两两比较得出；不可区分的单位，名次先后可能出于偶然。
method-sets-title = 置信名次和信度
method-sets = 置信名次由同表单位两两比较逐步max-T检验得出，{ $confidence }%的把握对同表各单位同时成立；抽取{ $draws }次，种子{ $seed }，种子相同则结果相同。真在前{ $top }名和真属各等次的概率按正态模型推出。信度是单位间真实差异的方差占得分方差的比例。
method-gate = { $below ->
    [refuse] 按方案，信度低于{ $least }的单位只列得分，不排名。
    [mark] 按方案，信度低于{ $least }的单位照常排名，并标出。
   *[none] 方案没有规定最低信度。
}
method-comparisons-title = 比较
method-comparisons = 每个单位与本表平均{ $has-target ->
    [yes] 以及目标{ $target }分
   *[no] {""}
}比较，每张表为一族（首表：{ $family }）；校正p值小于{ $alpha }{ $has-threshold ->
    [yes] 、相差不小于{ $threshold }分
   *[no] {""}
}{ $least ->
    [0] {""}
   *[other] 、有效作答不少于{ $least }个
}，同时具备才称高于或低于。
method-trend-title = 对比
method-trend = 变化为两期公布值之差，得分以分计，比率以百分点计；量表、指标或计分规则不同的不作对比。
method-cautions-title = 方案提醒
method-sources-title = 依据
method-sources = 来源：{ $sources }。

## 图
figure-league = { $scope }{ $measure }排名
figure-league-subtitle = { $period }，{ $n }个单位排名
figure-league-description = { $period }{ $scope }{ $n }个单位按{ $measure }从高到低排列的点图，数值见同名排名表。
figure-league-note = { $intervals ->
    [yes] 横线为各单位自己的{ $confidence }%置信区间（t区间）；两条横线是否重叠，不能代替两单位的比较{ $unranked ->
        [yes] ；未排名的单位不画区间
       *[no] {""}
    }。
   *[no] {""}
}括线连接在统计上不可区分的单位：{ $n }个单位共{ $pairs }对，逐步max-T两两比较，置信水平{ $confidence }%。
figure-rank-sets = { $scope }置信名次
figure-rank-sets-subtitle = { $period }，数据不能排除的名次，{ $n }个单位排名
figure-rank-sets-description = { $period }{ $scope }{ $n }个单位的名次和置信名次图，数值见“误差与置信名次”表。
figure-rank-sets-note = n={ $n }，置信水平{ $confidence }%；浅色条对同表各单位同时成立（一族），深色条只对本单位成立；两两比较逐步max-T检验，抽取{ $draws }次，种子{ $seed }。
figure-funnel = { $scope }得分漏斗图
figure-funnel-subtitle = { $period }，误差越小越靠右，{ $n }个单位
figure-funnel-description = { $period }{ $scope }{ $n }个单位得分与精度的漏斗图，数值见“误差与置信名次”表。
figure-funnel-note = n={ $n }；控制限围绕各单位的平均，各单位单独判断，未对多个单位校正，超出的只是值得查看。{ $dispersed ->
    [yes] 单位间的差异大于抽样误差所能解释的（离散度φ={ $phi }），颜色按另计通常差异的控制限。
   *[no] 抽样误差足以解释单位间的差异（离散度φ={ $phi }）。
}
figure-quadrants = 指标重要程度与得分
figure-quadrants-subtitle = { $period }，各项指标，{ $n }个单位
figure-quadrants-description = { $period }各项指标的重要程度与平均得分四象限图。
figure-quadrants-note = n={ $n }个单位（不含只供领导参阅的类别）；竖线、横线为各项指标的平均，区间跨线的不能断定在哪一象限。{ $kind ->
    [weight] 重要程度取方案规定的指标权重。
   *[correlation] 方案的指标权重相等，重要程度取该指标得分与其余指标合计得分在各单位间的相关系数（Pearson），细线为{ $confidence }%区间（Fisher z，各指标单独成立）；相关不等于因果。
}得分的细线为{ $confidence }%置信区间。
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
explain-score = 得分{ $score }分{ $few ->
    [yes] {""}
   *[no] ，有效作答n={ $n }
}。
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
explain-indicators = 第一步：按指标权重合成：{ $terms }。
explain-indicators-more = 逐项来历可再用“解释 单位 指标”查看。
explain-indicators-below = 各项得分的来历逐项列在下面。
explain-rounding = 最后一步：{ $exact }，即{ $near }，修约一次（{ $rule }）得{ $score }。
explain-error = 误差：标准误{ $se }分，小样本系数{ $inflation }（区间用标准误乘以它的平方根），自由度{ $freedom }，{ $confidence }%置信区间{ $interval }分，出自{ $drawn }个评议人{ $unpaired ->
    [yes] （含已汇总的票）
   *[no] {""}
}。
explain-error-none = 误差无法估计：有评议主体只有1个评议人，或评议人不明。
explain-set = 在{ $scope }中的置信名次（{ $confidence }%）为{ $ranks }，对同表各单位同时成立；单独看本单位为{ $alone }{ $borderline ->
    [yes] ；*为临界，换一个种子可能变动1名
   *[no] {""}
}。
explain-like = 在{ $scope }中，{ $any ->
    [yes] 本单位与{ $runs }之内的单位在统计上不可区分
    [some] 本单位与名次相邻的单位不是都可以区分
   *[no] 本单位与名次相邻的单位在统计上可以区分
}。
explain-verdict = 与{ $scope }平均{ $mean }分相差{ $difference }分（标准误{ $se }，p={ $p }，校正后{ $adjusted }）：{ $side }。
grid-explain-errors = 误差来自各评议主体
grid-explain-errors-tab = 误差来源
note-explain-errors = 各主体的方差是其权重的平方乘以其平均分的方差；权重大而人数少的主体，误差最大。
col-explain-share = 权重（%）
col-explain-variance = 方差（分²）
col-explain-variance-share = 占方差（%）
grid-explain-counts = 票数
grid-explain-counts-tab = 票数
grid-explain-neighbours = { $scope }中的相邻名次
grid-explain-neighbours-tab = 相邻名次
col-explain-n = 有效n
col-explain-sum = 分值和 ÷ 权重和
col-explain-mean = 平均分
col-explain-gap = 与本单位之差
