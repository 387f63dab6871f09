### pingyi 如果，以及外来估计值

about-whatif = 如果：换权重、换方案或换规则，名次会怎样变
about-whatif-long =
    用同样的作答重新计分，与现在的名次逐一对照，不写入任何通报。
    加 --sensitivity 则改为让每个权重上下浮动 5 个百分点，并与抽样误差合在一起看。
usage-whatif = pingyi whatif [选项] [文件夹]
examples-whatif =
    pingyi whatif sample-data --weight 市领导=30
    pingyi whatif sample-data --scheme xiaoneng-6
    pingyi whatif sample-data --sensitivity
option-whatif-weight = 名称=百分数：某个主体或指标的权重（同名时写 主体：名称、指标：名称），其余按比例分摊；可写多次
option-other-scheme = 改用这个方案计分：文件，或随附方案的编号
option-without = 假设没有这条整票规则，如 all-maximum
option-with = 假设这条整票规则判为无效
option-sensitivity = 所有权重浮动 5 个百分点，样本也随机变动
option-out-whatif = 写入文件，不打印
option-indicator-of = 配合 --covariance：写这项指标的，而不是总分的
option-covariance-out = 把得分的协方差写入这个 CSV 文件
option-covariance-in = 估计值的协方差表：首行首列都是单位，代替 se 列
option-from-estimates = 改为给这张表中的估计值排名：列为 unit、estimate、se
option-from-counts = 改为给这张表中的次数排名：列为 unit、count
option-set-confidence = 外来表的置信水平，百分数，默认 95
option-set-draws = 外来表的抽取次数
option-set-seed = 外来表的随机种子，默认 0
value-whatif-weight = 名称=百分数
value-without = 规则
value-with = 规则
value-set-confidence = 百分数
value-set-draws = N

usage-whatif-nothing = 请写明假设什么：--weight、--scheme、--without、--with 或 --sensitivity。
usage-weight-form = “{ $value }”不是权重。请写名称和 0 到 100 的百分数，如 市领导=30。
usage-weight-both = “{ $value }”既是主体又是指标的名称。请在前面写明“主体：”或“指标：”。
usage-weight-twice = “{ $value }”的权重已经写过。
usage-weight-unknown = 方案中没有叫“{ $value }”的主体或指标。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 名称可用 pingyi scheme 查看。
    }
usage-weight-too-much = 同组权重之和超过 100%。
usage-weight-nothing-left = 同组权重之和不到 100%，又没有别的权重可以分摊余下的部分。
usage-rule-unknown = 这里没有判整票的规则“{ $value }”，只有：{ $expected }。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 其他规则在读文件时就已起作用。
    }
usage-rule-none = 方案中没有判整票的规则，“{ $value }”无从去掉或加上。
usage-sensitivity-year = { $period } 是由几期合成的年度，请用 --period 写明其中一期。
usage-confidence = 置信水平不能是“{ $value }”。请写大于 50、小于 100 的数。
usage-no-covariance = 这里没有一个得分有误差，没有协方差可写。
error-whatif-no-table = 前后两套排名没有可以对照的表。
error-sensitivity-size = 票数或单位太多，内存中放不下每个单元均值的抽取。

whatif-scope = { $scope }：{ $measure }
whatif-col-of-table = 排名表
whatif-col-n-ranked = 排名单位
whatif-col-n-moved = 名次变动
whatif-col-n-beyond = 超出置信名次
whatif-col-furthest = 变动最大
whatif-col-first = 第一名
whatif-col-tau = 肯德尔 τ
whatif-col-score-then = 假设后得分
whatif-col-rank-then = 假设后名次
whatif-col-set-now = 现置信名次
whatif-col-outcome = 名次变动情况
whatif-col-by-weights = 只动权重
whatif-col-by-sampling = 只动样本
whatif-col-by-both = 两者都动
whatif-col-share-weights = 来自权重（%）
whatif-col-share-sampling = 来自样本（%）
whatif-col-weight = 权重
whatif-col-share = 占比（%）
whatif-col-less-moved = 减：变动单位
whatif-col-less-furthest = 减：最多位次
whatif-col-more-moved = 增：变动单位
whatif-col-more-furthest = 增：最多位次
whatif-col-first-changes = 第一名变否
grid-whatif-summary = 会有哪些变化
grid-whatif = 如果 · { $table }
grid-sensitivity = 权重和样本变动时的名次 · { $table }
grid-sensitivity-weights = 各权重单独浮动 { $points } 个百分点 · { $table }
whatif-furthest = { $unit } { $now } → { $then }
whatif-first = { $same ->
        [yes] 第一名仍是{ $now }。
       *[no] 第一名由{ $now }变为{ $then }。
    }
whatif-first-short = { $same ->
        [yes] 不变
       *[no] { $now } → { $then }
    }
whatif-no-score = 无得分
whatif-yes = 是
whatif-no = 否
whatif-outcome-same = 不变
whatif-outcome-within = 在置信名次内变动
whatif-outcome-beyond = 超出置信名次
whatif-outcome-moved = 变动
whatif-outcome-entered = 假设后才排名
whatif-outcome-left = 假设后不排名
whatif-outcome-unranked = 未排名
whatif-only-now = 假设后没有对应的表：{ $tables }。
whatif-note-tau = 肯德尔 τ-b：次序完全相同为 1，完全相反为 −1。超出置信名次：假设后的名次已不在现有数据不能排除的名次之内。
whatif-note-moved = { $ranked } 个排名单位中，{ $moved } 个名次会变，其中 { $beyond } 个超出置信名次。
whatif-note-furthest = 变动最大：{ $furthest }。
whatif-note-agreement = 前后次序的一致程度：肯德尔 τ 为 { $tau }。
sensitivity-share-differs = 各类别不同
sensitivity-note = 名次的中位数，括号内为十之有九所在的范围。每个主体和指标的权重在上下 { $points } 个百分点内均匀抽取，再折算到合计 100%；样本按评议人作乘数自助抽取。共 { $draws } 次，种子 { $seed }。来自权重、样本的百分数是得分减全表平均后的一阶指数。
sensitivity-note-ballots = 本方案按整票计分，指标权重已在票内，不作变动。
sensitivity-note-weights = 单独把一个权重减或增 { $points } 个百分点，再把全部权重折算到合计 100%：多少个单位名次会变，最多变几位。

grid-elsewhere = 外来数值的排名
elsewhere-col-estimate = 估计值
elsewhere-col-error = 标准误
elsewhere-col-count = 次数
elsewhere-col-together = 置信名次
elsewhere-col-alone = 置信名次（单独看）
elsewhere-col-bands = 不可区分
elsewhere-note-estimates = 置信名次的置信水平为 { $confidence }%（Mogstad、Romano、Shaikh、Wilhelm 2023），抽取 { $draws } 次，种子 { $seed }。有相同字母的单位在统计上不可区分。
elsewhere-note-counts = 置信名次为精确的，置信水平 { $confidence }%：两两按二项分布比较，全部比较按 Holm 法一并考虑。
elsewhere-note-borderline = * 换一个种子，范围的一端可能移动一位。

kind-bad-estimate = 数值有误
finding-bad-estimate = { $detail ->
        [error] “{ $value }”不是标准误。标准误是大于 0 的数。请改正。
        [freedom] “{ $value }”不是自由度。自由度大于 0，空着表示很多。请改正。
        [covariance] “{ $value }”不是协方差。每一格都应是数，如 0.25 或 2.5e-1。请改正。
       *[estimate] “{ $value }”不是估计值。估计值是数，如 84.39。请改正，或删去这一行。
    }
kind-unmatched-unit = 只在一张表中的单位
finding-unmatched-unit = { $other } 中没有“{ $value }”。{ $has-nearest ->
        [yes] 那里最接近的是“{ $nearest }”：若就是它，请写成一样；若不是，两张表的单位必须相同。
       *[no] 两张表的单位必须相同：请在那里补上，或在这里删去。
    }
kind-asymmetric-covariance = 协方差不对称
finding-asymmetric-covariance = 这一格是 { $value }，对称的一格是 { $other }。协方差两边应相同。请从原来的程序重新导出。
kind-impossible-covariance = 不可能的协方差
finding-impossible-covariance = { $detail ->
        [variance] 方差 { $value } 小于 0。请从原来的程序重新导出。
        [pair] 协方差 { $value } 超过了两个方差所允许的大小。请核对表中是不是协方差，而不是相关系数或标准误。
       *[whole] 连同上面各行，没有估计值会有这样的协方差（方差 { $value }）：矩阵不是半正定的。请多留几位小数，重新导出。
    }
