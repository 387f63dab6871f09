# 公平性检查与评议人宽严：内部通报的词句。规则有命中只说明值得一查，不说明有人作弊。

section-fair = 公平性检查
section-severity = 评议人宽严

## 规则
fair-rule-numbered = { $rule }（第{ $n }条）
fair-applied-void = 已作废
fair-applied-flag = 只提示，未作废

threshold-from = { $value }起
threshold-to = { $value }止
threshold-least_units = 至少{ $value }个单位
threshold-share = 空白占比{ $value }及以上
threshold-seconds = 少于{ $value }秒
threshold-seconds_per_answer = 平均每项作答少于{ $value }秒（满足其一即可）
threshold-allowed = 限{ $value }
threshold-values = 回答为{ $value }
threshold-levels = 档次{ $value }
threshold-at_most = 至多{ $value }项
threshold-at_most_share = 至多占{ $value }
threshold-at_least = 至少{ $value }项
threshold-at_least_share = 至少占{ $value }
threshold-exceptions = 至多{ $value }项例外
threshold-burst-papers = 至少{ $value }份
threshold-shared-device-papers = 多于{ $value }份
threshold-satisfied-batch-papers = 至少{ $value }份一批
threshold-minutes = { $value }分钟以内
threshold-least_answers = 每份至少{ $value }项作答
threshold-z = 高出{ $value }个标准误
threshold-min_n = 该主体至少{ $value }票

## 核查
check-rule-met = 公平性检查：“{ $rule }”命中 { $papers } 份评议表（共 { $all-papers } 份）、{ $ballots } 张评议票；处理：{ $effect }。
check-rules-note = 命中规则不等于作弊。各单位得分、名次用与不用各条规则的对照，见内部通报“公平性检查”。

## 列
col-rule = 规则
col-thresholds = 界限
col-rule-applied = 本期处理
col-hit-papers = 命中份数
col-hit-papers-share = 占评议表（%）
col-hit-ballots = 命中票数
col-hit-ballots-share = 占评议票（%）
col-score-without = 不用时得分
col-score-with = 作废时得分
col-rule-change = 得分之差
col-rank-without = 不用时名次
col-rank-with = 作废时名次
col-rule-move = 名次之差
col-part = 可比范围
col-raw-score = 未校正均分
col-raw-rank = 未校正名次
col-adjusted-score = 校正后均分
col-adjusted-error = 标准误（分）
col-severity-change = 校正量（分）
col-adjusted-rank = 校正后名次
col-severity-move = 名次之差
col-n-linking = 可用于校正的票
col-severity-remark = 说明
col-linking-raters = 可测宽严的评议人
col-severity-mean = 平均宽严（分）
col-severity-deviation = 标准差（分）
col-n-severe = 明显偏严
col-n-lenient = 明显偏宽
col-n-broad = 评多个单位的人
col-n-straight = 一律同分
col-n-extreme = 只打最高最低
col-share-highest = 最高分票（%）
col-share-lowest = 最低分票（%）
col-own-ballots = 评本单位的票
col-own-rest = 平均高出预期（分）
col-pair-first = 单位甲
col-pair-second = 单位乙
col-n-first-second = 甲评乙票数
col-first-on-second = 甲评乙高出预期（分）
col-n-second-first = 乙评甲票数
col-second-on-first = 乙评甲高出预期（分）

## 表
grid-fair-rules = 各条规则的界限与命中
grid-fair-rules-tab = 规则命中
grid-fair-groups = 各评议主体命中票数
grid-fair-groups-tab = 规则命中-分主体
grid-fair-units = 各单位命中票数
grid-fair-units-tab = 规则命中-分单位
grid-fair-changes = 规则前后对照：得分或名次有变化的单位
grid-fair-changes-tab = 规则前后-有变化
grid-fair-effects = 规则前后对照：全部单位
grid-fair-effects-tab = 规则前后-全部
grid-severity-units = 校正宽严后的均分（只供参考，不替代得分）
grid-severity-units-tab = 宽严校正
grid-severity-groups = 各评议主体宽严
grid-severity-groups-tab = 主体宽严
grid-severity-own = 评议人给本单位的分
grid-severity-own-tab = 评本单位
grid-severity-pairs = 两单位互评
grid-severity-pairs-tab = 互评

## 表注
note-fair-rules = 每条规则都看同样的票，一份评议表可以同时命中几条，各条不能相加。只提示的票照常计入。文件里没有提交时间、用时、设备等数据的，有关规则无从命中，0并不说明没有问题。
note-fair-hits = 命中的评议票张数；同一张票可以命中几条规则。
note-fair-effects = 一次只改一条规则，其余不变；重新计票、计分、排名。“不用时”为没有该规则，“作废时”为该规则命中的票全部作废；得分之差、名次之差为后者减前者，名次之差为正表示名次上升。名次取总排名，没有总排名的取类内名次。读表时已认定的规则（空白、重复、越出量表等）不在此列。
note-severity-units = 未校正均分为各票均分按主体权重合成，没有缺答、截尾和代替时就是得分；校正后均分为同一模型去掉评议人宽严后的均分。标准误以评议人为抽样单位，是该单位与可比范围平均之差的误差。名次在同一类别、同一可比范围内排定。
note-severity-caution = 宽严校正的前提是评议人没有挑选所评单位。若单位能选评议人，或评议人只评与自己有过节的单位，校正后均分就是错的，而数据本身看不出来。
note-severity-groups = 宽严为负表示比别人给同样单位的分低（严），为正表示高（宽）。明显偏严、偏宽是离本主体平均3个标准差以外的评议人；一律同分、只打最高最低只看评{ $n }个单位及以上的人。
note-severity-few = 少于{ $n }张票的不列，以免看出个人怎样评议。
note-severity-own = 高出预期是该票减去按评议人宽严和单位水平应得的分；模型已向这些票靠拢，所以比正文中的效应小。
note-severity-pairs = 按两个方向中较小的一个从高到低排列，最多列{ $n }对。单独一对的票很少，差别可能出于偶然。

## 公平性检查
fair-lead = 用{ $rules }条规则检查了{ $papers }份评议表、{ $ballots }张评议票，{ $met ->
    [0] 没有一条规则有命中
   *[other] { $met }条规则有命中
}。
fair-no-proof = 命中只说明值得一查，不说明有人作弊；是否作废由方案中的规则决定，提示本身不作废任何票。
fair-most = 影响最大的是“{ $rule }”：{ $voids ->
    [yes] 若不用这条规则
   *[no] 若把它所提示的票作废
}，{ $unit }由第{ $from }名变为第{ $to }名（得分{ $from-score }变为{ $to-score }）。
fair-moved = 共有{ $n }个单位的名次会因某一条规则的取舍而变动，见规则前后对照表；这些名次应当慎用。
fair-no-rank = 任何一条规则用与不用，都不改变任何单位的名次。
fair-score = 得分变动最大的是{ $unit }：{ $voids ->
    [yes] 若不用“{ $rule }”
   *[no] 若把“{ $rule }”所提示的票作废
}，得分由{ $from-score }变为{ $to-score }。
fair-unranked = 因某一条规则的取舍而不再能排名的单位：{ $units }。
fair-units-more = { $units }等{ $n }个单位
fair-void = 评议票按规则作废的有：{ $rules }；一张票可以触犯几条规则。
fair-void-of = “{ $rule }”{ $n }张
fair-void-none = 公平性检查没有使任何评议票作废。

## 加权
section-weighting = 按已知总数加权
col-weighted-period = 时期
col-weighted-group = 评议主体
col-margins = 依据的总数
col-weighting-method = 方法
col-weighted-raters = 评议人
col-effective-raters = 相当于等权评议人
col-weights-effect = 权数设计效应
col-most-to-median = 最大权数与中位数之比
col-weight-bounds = 上下限
col-n-held = 被限住的评议人
col-weight-moved = 因上下限移动的权数（%）
col-margin-error = 与总数的最大相对差
grid-weighting = 评议人按已知总数加权的情况
grid-weighting-tab = 加权
note-weighting = 权数设计效应为n·Σw²/（Σw）²（Kish）：1表示各人等权，越大表示加权使精度损失越多。得分的误差已计入加权的影响。
weighted-all = 全部评议人
weighting-post-stratified = 事后分层
weighting-raked = 逐边调整
weight-bounds-of = 中位数的{ $least }至{ $most }倍
weighting-of = { $period }，{ $group }的{ $n }位评议人按{ $margins }的已知总数{ $several ->
    [yes] 逐边调整加权
   *[no] 作事后分层加权
}，加权后的精度相当于{ $effective }位等权的评议人。
weighting-presumes = 加权只能校正这些项目上的偏差；同一类人中愿答与不愿答者若看法不同，加权纠正不了。

## 宽严
severity-none = 本期没有作宽严校正：它只对单独一期、单位不过多的评议进行。
severity-lead = 有的评议人普遍打分高，有的普遍打分低。一个单位若恰好多由严的人来评，得分就偏低。下表在得分之外另列去掉评议人宽严之后的均分，只供参考，不替代得分和名次；前提是评议人没有挑选所评单位，做不到这一点就不能用。
severity-no-parts = 没有可用于校正的评议票。
severity-one-part = 全部{ $units }个单位由{ $linking }位评过两个以上单位的评议人直接或间接联系在一起（参与评议的共{ $raters }位），可以相互比较。
severity-parts = 评议人没有把全部单位联系起来：它们分成互不相连的{ $n }个范围，校正后的均分只能在同一范围内比较。
severity-part = 第{ $n }范围有{ $units }个单位：{ $names }。
severity-incomparable = {"例如"}{ $a }与{ $b }，两单位没有共同的评议人，连间接的也没有：不可比。
severity-not-comparable = 不可比
severity-no-ballots = 没有可用的票
severity-alone = 评它的人没有评过别的单位，与任何单位都没有共同的评议人，连间接的也没有：不可比
severity-weak = 只靠个别评议人与多数单位相连，少一人就不可比
severity-groups = 各主体中，{ $severe }最严（平均{ $severe-mean }分），{ $lenient }最宽（平均{ $lenient-mean }分）。
severity-furthest = 校正后有{ $n }个单位的名次与未校正时不同，变动最大的是{ $unit }：在本类可比单位中由第{ $from }名到第{ $to }名。校正后的均分也有误差，这不说明原名次有错。
severity-no-move = 校正宽严之后，没有单位的名次变动。
severity-own = 评议人给本单位的票有{ $n }张，比给别的单位、别人给本单位平均{ $direction ->
    [lower] 低
   *[higher] 高
}{ $points }分{ $has-error ->
    [yes] （标准误{ $error }）
   *[no] {""}
}{ $sure ->
    [yes] ，超过两倍标准误，不大可能出于偶然
   *[no] ，可能出于偶然
}。
severity-reciprocity = 有{ $n }对单位互相评议，双方给对方的分相对预期的相关系数为{ $correlation }（接近0表示没有相互回报的迹象）。
severity-left-out = 没有进入校正模型的评议票有{ $ballots }张：没有分值，不该评该单位，或该主体对该单位的票数不足。
severity-bundled = 已汇总的作答{ $bundled }个不知由谁所评，没有进入校正模型。
