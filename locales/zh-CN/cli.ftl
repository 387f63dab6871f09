# 命令行：帮助、用法错误、命令打印的表头和句子。写法见 docs/message-style.md。

### 帮助

about = 评议：把万人评议机关的评议票算成经得起推敲的排名
heading-usage = 用法：
heading-commands = 命令
heading-arguments = 参数
heading-options = 选项
heading-global = 通用选项
heading-examples = 示例：
heading-status = 退出状态：
status =
    0   完成，没有核查结果
    1   完成，但有无效票、未收的行或提示
    2   停止：须先改正数据、方案或名册
    64  命令写得不对

usage-pingyi = pingyi <命令> [选项] [文件夹]
examples-pingyi =
    pingyi check sample-data            看文件能不能用
    pingyi report sample-data           生成通报、数据表和图
    pingyi 排名 sample-data --lang zh   命令也可以写中文
    pingyi help report                  看一个命令的用法

about-check = 核查：读入全部文件，列出行数、票数和每一个问题
about-check-long =
    什么都不改动。打印每个文件怎样读入、各行的去向、各评议主体的发出与收回，
    以及全部核查结果。用 --out 可把全部核查结果另存为表格。
usage-check = pingyi check [选项] [文件夹]
examples-check =
    pingyi check
    pingyi check sample-data --period 2025H1
    pingyi check sample-data --out findings.csv

about-count = 计票：打印每个单位、主体、指标在各档的票数
about-count-long =
    这张表是所有数字的出处，可以据此手工复算；也可以作为已汇总票再读回来。
    表中没有评议人。存为 .parquet 或 .arrow 就是计票文件，可用 pingyi merge 与别的机器
    的计票合并。用 --ballots 可把计入的票存成代码。
usage-count = pingyi count [选项] [文件夹]
examples-count =
    pingyi count sample-data --out audit.csv
    pingyi count 东区 --out 东区.parquet
    pingyi count sample-data --ballots coded.parquet

about-merge = 合并：把几台机器各自的计票合成一份
about-merge-long =
    票数和收回情况精确相加。方案、名册或期不同的不合并，会重复计票的也不合并。
    pingyi score 和 rank 用 --from-tally 接着算；得分的误差要有原始票才能算，这时不给出。
usage-merge = pingyi merge <文件>... --out <路径> [选项]
examples-merge =
    pingyi merge 东区.parquet 西区.parquet --out 全市.parquet
    pingyi 排名 --from-tally 全市.parquet 市本级

about-score = 计分：打印每个单位的总分和各项指标得分
about-score-long = 没有得分的单位照样列出，并写明原因。
usage-score = pingyi score [选项] [文件夹]
examples-score =
    pingyi score sample-data
    pingyi score sample-data --period 2025 --audience public
    pingyi score sample-data --out scores.parquet

about-rank = 排名：打印方案规定的全部排名表
about-rank-long = 并列照实标出；未排名的单位列在表后，并写明原因。
usage-rank = pingyi rank [选项] [文件夹]
examples-rank =
    pingyi rank sample-data
    pingyi rank sample-data --format json

about-compare = 对比：打印与上一期、上年同期相比的变化
about-compare-long =
    两期的量表、指标和计分规则相同才能对比。变化等于两个公布值之差，名次的升降只在
    两期都参加排名的单位之间比较。
usage-compare = pingyi compare [选项] [文件夹]
examples-compare =
    pingyi compare sample-data
    pingyi compare sample-data --period 2025H2 --against 2024H1

about-report = 通报：生成通报、反馈函、数据表、图和核查清单
about-report-long =
    写入一个文件夹，默认是当前文件夹下的 reports/<期>：internal/ 供内部，public/ 可公开，
    units/<单位>/ 是各单位的反馈函。已有的同名通报整体替换；
    文件夹里有别的文件时不动它，并报错。
usage-report = pingyi report [选项] [文件夹]
examples-report =
    pingyi report sample-data
    pingyi report sample-data --audience public --out 公开通报
    pingyi report sample-data --lang en --out report-en

about-verify = 核验：重做一份通报，逐个文件比对
about-verify-long =
    先看通报文件夹里的文件是否与 manifest.json 所记一致，再用同一评议文件夹重做一遍，
    逐个比对方案、输入和每个文件的哈希。不改动任何文件。没有写评议文件夹时，先看当前文件夹，
    再在附近找当初所用的那一个（appraisal.toml 的哈希相同）。
usage-verify = pingyi verify <通报文件夹> [评议文件夹]
examples-verify =
    pingyi verify reports/2025H2
    pingyi 核验 reports/2025H2 sample-data

about-explain = 解释：说明一个单位的得分是怎样从票数算出来的
about-explain-long = 从各档票数、分值到主体权重、指标权重，每一步都写出算式。
usage-explain = pingyi explain [选项] <单位> [文件夹]
examples-explain =
    pingyi explain 市教育局 sample-data
    pingyi explain 市教育局 sample-data --indicator 业务工作

about-scheme = 方案：列出自带方案，或用普通话讲清一个方案
about-scheme-long =
    不写名称时列出自带方案、来源和待定事项；写名称或文件时逐条说明量表、指标、主体、
    计分步骤、排名和无效规则。
usage-scheme = pingyi scheme [选项] [方案]
examples-scheme =
    pingyi scheme
    pingyi scheme xiaoneng-6
    pingyi scheme xiaoneng-6 --toml --out scheme.toml

about-init = 初始化：看一遍评议文件，起草 appraisal.toml
about-init-long = 根据文件的表头和内容起草评议文件夹，认不准的地方留作待填，不猜。
usage-init = pingyi init --from <文件>... [选项]
examples-init =
    pingyi init --from 2025下半年/*.xlsx --period 2025H2 --out 评议

about-simulate = 模拟：按计划生成一个带已知真值的评议文件夹
about-simulate-long = 用于培训和检验。种子相同，结果逐字节相同。
usage-simulate = pingyi simulate [选项] <计划>
examples-simulate =
    pingyi simulate plan.toml --out 演练

about-completions = 补全：打印命令行补全脚本
about-completions-long = 可选 bash、elvish、fish、powershell、zsh。
usage-completions = pingyi completions <SHELL>
examples-completions =
    pingyi completions bash > ~/.local/share/bash-completion/completions/pingyi

about-schema = 格式：打印方案或评议文件的 JSON Schema
about-schema-long = 编辑器用它补全和检查 TOML 文件。
usage-schema = pingyi schema <scheme|appraisal>
examples-schema =
    pingyi schema appraisal > appraisal.schema.json

option-help = 打印帮助
option-version = 打印版本
option-lang = 语言：zh 中文，en 英文；通报默认用方案的语言
option-threads = 最多用几个线程，默认为全部
option-quiet = 只说必须改正的问题
option-folder = 有 appraisal.toml 的文件夹，默认为当前文件夹
option-report = 要核验的通报文件夹，里面有 manifest.json
option-unit = 单位的全称、简称、别名或编号
option-scheme = 自带方案的编号，或方案文件
option-plan = 模拟计划文件
option-files = 评议票、名册等文件
option-shell = 哪一种命令行
option-schema = 哪一种文件
option-period = 期，如 2025H2、2025Q3、2025；默认为最近一期
option-against = 与哪一期对比；默认为上一期和上年同期
option-audience = 给谁看：internal 内部（默认，全部），public 公开（不含内部掌握的类别）
option-readers = 给谁：all 全部（默认），internal 内部，public 公开，units 各单位反馈函
option-format = 格式：table 表格（默认），csv，json
option-format-parquet = 格式：table 表格（默认），csv，json，parquet，arrow；写了 --out 时也可由扩展名决定
option-format-columns = 格式：parquet（默认），arrow；也可由 --out 的扩展名决定
option-tallies = pingyi count 存成 .parquet 或 .arrow 的计票文件
option-from-tally = 从这份计票文件接着算，文件夹里可以没有评议票
option-ballots = 把计入的票存成代码，写入 .parquet 或 .arrow 文件
option-indicator = 只解释这一项指标
option-toml = 打印方案文件本身，供修改成自己的方案
option-out-check = 把全部核查结果写入这个 CSV 文件
option-out-count = 写入文件，不打印
option-out-merge = 写入哪个文件
option-out-score = 写入文件，不打印
option-out-rank = 写入文件，不打印
option-out-compare = 写入文件，不打印
option-out-report = 写入哪个文件夹
option-out-appeal = 写入哪个文件夹，默认为 appeals/<期>/<单位编号>
option-out-scheme = 写入文件，不打印
option-out-init = 写入哪个文件夹，默认为 appraisal
option-out-simulate = 写入哪个文件夹
value-folder = 文件夹
value-report = 通报文件夹
value-unit = 单位
value-scheme = 方案
value-plan = 计划
value-files = 文件
value-shell = SHELL
value-schema = 文件种类
value-period = 期
value-against = 期
value-audience = 读者
value-format = 格式
value-indicator = 指标
value-out = 路径

### 用法错误

cli-error = 错误：
cli-note = 注意：
usage-hint = 用 pingyi help 看全部命令，用 pingyi help <命令> 看一个命令。
usage-unknown-command = 没有“{ $value }”这个命令。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] {""}
    }
usage-missing-command = 没有写命令。
usage-unknown-option = 没有“{ $argument }”这个选项或参数。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] {""}
    }
usage-missing-argument = 缺少 { $argument }。
usage-missing-value = { $argument } 后面要写一个值。{ $expected }
usage-bad-value = { $argument } 不能是“{ $value }”。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] { $expected }
    }
usage-twice = { $argument } 与 { $value } 不能同时写。
usage-repeated = { $argument } 写了不止一次。
usage-not-utf8 = 命令行里有不是 UTF-8 的字符。
usage-wrong = 命令写得不对。
usage-out-is-input = --out 写的“{ $value }”是本次评议读入的文件，会被覆盖。请换一个文件名。
usage-parquet-needs-out = parquet 和 arrow 不是文字，请用 --out 写明存到哪个文件。
usage-merge-needs-out = 计票文件不是文字，请用 --out 写明存到哪个文件。
usage-ballots-name = --ballots 写的文件须以 .parquet 或 .arrow 结尾。
usage-ballots-one-period = 由各期合成的年度没有自己的票，请用 --period 写明其中一期。
merge-done = 读入 { $n } 份计票文件，把其中 { $tallies } 次计票合成一份：{ $path }
note-no-errors = 这里只有票数，得分和名次没有误差：同一评议人评了哪些单位，只有原始票才知道。需要误差时，请在一台机器上统一计票。
usage-unknown-indicator = 方案中没有指标“{ $value }”，只有：{ $expected }。
usage-unknown-unit = 名册中没有“{ $value }”。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 请核对名称。
    }

### 核查结果的显示

findings-heading = { $effect }：{ $kind } { $n } 处（{ $code }）
findings-line = { $place }：{ $message }
findings-more = 另有 { $n } 处，用 pingyi check --out findings.csv 可全部列出。
progress-composing = 正在编写通报
progress-letters = 正在编写反馈函
progress-reading = 正在读入 { $period }，{ $n } 行

### check

check-heading =
    { $title }（{ $period }）
    方案：{ $scheme }
check-file = 文件
check-stored = 存储
check-layout = 样式
check-rows = 行数
check-accepted = 计入
check-void = 无效
check-refused = 未收
check-total = 合计
check-group = 评议主体
check-issued = 发出
check-returned = 收回
check-found = 清点
check-valid = 有效
check-void-papers = 无效
check-note = 行数 = 计入 + 无效 + 未收；清点 = 有效 + 无效，以人为单位，已汇总票取最大值。
check-saved = 全部核查结果已写入 { $path }。
layout-wide = 一人一行
layout-rater-unit = 一人一单位一行
layout-long = 一项作答一行
layout-bundles-long = 已汇总，一档一行
layout-bundles-wide = 已汇总，一档一列
delimiter-comma = 逗号
delimiter-semicolon = 分号
delimiter-tab = 制表符

### 对比和通报

note-period-left-out = { $period } 有须先改正的问题，没有用于对比。用 pingyi check --period { $period } 查看。
note-period-refused = { $period } 没有用于对比：{ $why }
error-nothing-to-compare = { $period } 之前没有可以对比的期。
report-written = 已写入 { $path }（{ $n } 个文件）。

stands-before = { $path } 原有的内容完好，未作任何改动。
stands-nothing = 没有写入任何内容，{ $path } 处没有文件。
stands-aside = { $path } 原有的内容完好，现在 { $kept } 里，请手工移回。
stands-part = { $path } 可能只收到了一部分内容。
error-fault = 这是本软件的缺陷：{ $detail }。请把这句话告诉开发者。
error-output = 结果未能完整输出：{ $detail }。

### scheme

scheme-list-heading = 自带方案
scheme-list-note = 用 pingyi scheme <编号> 看详情，用 pingyi scheme <编号> --toml --out scheme.toml 另存一份来改。
scheme-n-open = 待定：{ $n } 处须由办公室填写
scheme-scale = 【量表】
scheme-indicators = 【指标】
scheme-groups = 【评议主体和类别】
scheme-steps = 【计分步骤】
scheme-rates = 【满意率】
scheme-ranking = 【排名】
scheme-grading = 【等次】
scheme-annual = 【年度】
scheme-chance = 【误差和置信名次】
scheme-rules = 【核查规则】
scheme-sources = 【来源】
scheme-cautions = 【提醒】
scheme-open = 【待定，须由办公室填写】
scheme-level = 档次
scheme-points = 分值
scheme-mark-kind = 性质
mark-answer = 作答
mark-unknown = 不了解
mark-abstain = 弃权
scheme-excluded = 不计
scheme-undecided = 待定
scheme-range = 直接打分：{ $min } 到 { $max }，每档相差 { $step }
scheme-range-void = 打 { $values } 分视为不了解，不计
scheme-band = { $band }：{ $from } 分及以上
scheme-blank-counts = 空白作答按 { $points } 分计
scheme-indicator = 指标
scheme-share = 占总分
scheme-group = 评议主体
scheme-not-rating = 不评
scheme-publication = { $category }：{ $publication }
scheme-only-units = { $group }只评：{ $units }
publication-ranked = 公布得分和名次
publication-score-only = 只公布得分，不排名
publication-internal = 内部掌握，不公开
step-trim-share = 先在每个单位、主体、指标的作答中，两端各去掉 { $share }（向下取整）。
step-trim-extremes = 作答多于 { $above } 份时，先去掉最高和最低各 { $count } 份。
step-pooled-mean = 每个单位、每项指标、每个主体：有效作答的分值取平均。不了解、弃权和空白不计，另有规定的除外。
step-pooled-groups = 每项指标：各主体的平均分按主体权重合成，得到指标得分。
step-pooled-whole = 各项指标得分按指标权重合成，得到总分。
step-ballot-value = 每张票：各项作答的分值按指标权重合成，得到这张票的分。
step-ballot-mean = 每个单位、每个主体：各张票的分取平均。
step-ballot-groups = 各主体的平均分按主体权重合成，得到总分；指标得分照此逐项计算。
step-missing-group = 某主体对某单位的有效作答少于 { $min } 份时，{ $then }。
missing-group-renormalise = 其余主体的权重按比例放大，并加标记
missing-group-category-mean = 用同类单位在该主体的平均分代替，并加标记
missing-group-zero = 该主体按零分计，并加标记
missing-group-unranked = 该单位只列出，不排名
step-min-unit = 有效作答少于 { $min } 份的单位只列出，不排名。
step-rounding = 最后保留 { $decimals } 位小数，{ $rule }；中间不取舍。
rounding-half-up = 四舍五入
rounding-half-even = 四舍六入五成双（GB/T 8170）
step-stage-group = 按办法，各主体的平均分先取舍一次再合成。
step-stage-indicator = 按办法，指标得分先取舍一次再合成。
scheme-satisfied = 满意率：{ $levels }占全部作答的比例
scheme-dissatisfied = 不满意率：{ $levels }占全部作答的比例
ranking-tables = 排名表：{ $tables }
ranked-by-overall = 全部单位
ranked-by-category = 分类别
ranked-by-indicator = 分指标
ranked-by-category-indicator = 分类别分指标
ranking-compare-published = 公布值相同即为并列
ranking-compare-exact = 按未取舍的精确值判断是否并列
ranking-ties-competition = 并列之后跳过名次（1、1、3）
ranking-ties-dense = 并列之后不跳名次（1、1、2）
ranking-breakers = 得分相同时依次比较：{ $breakers }
tie-breaker-satisfied-rate = 满意率高者在前
tie-breaker-dissatisfied-rate = 不满意率低者在前
tie-breaker-valid-n = 有效作答多者在前
grading-within-overall = 全部单位一起评定
grading-within-category = 各类别分别评定
grade-from = { $grade }：{ $from } 分及以上
grade-rest = { $grade }：其余
grade-share = { $grade }：{ $share } 的单位
grade-ties-include = 并列跨线时，全部归入较好的等次
grade-ties-exclude = 并列跨线时，全部归入较差的等次
annual-equal = 年度得分：各期平均
annual-weights = 年度得分：{ $parts }
annual-missing-absent = 缺一期的单位没有年度得分
annual-missing-renormalise = 缺一期的单位按其余各期的权重折算，并加标记
chance-error = 置信水平 { $confidence }；比率的区间用{ $rates }；只有一位评议人作答的层：{ $lonely }
chance-draws = 置信名次抽取 { $draws } 次，种子 { $seed }
chance-draws-usual = 置信名次抽取 10000 次（单位超过 41 个时渐少，410 个起 1000 次），种子 { $seed }
chance-comparison = 称为高于、低于或有变化，须同时具备：{ $family }，相差至少 { $threshold } 分，有效作答至少 { $min } 份
chance-target = 各单位另与目标值 { $target } 比较
chance-reliability = 信度低于 { $least } 的单位{ $below }
chance-rate-interval-wilson = Wilson 法
chance-rate-interval-logit = logit 法
chance-rate-interval-korn-graubard = Korn–Graubard 法
chance-lonely-adjust = 与总平均比较
chance-lonely-average = 取其他层的平均
chance-lonely-remove = 不计误差（视为剔除）
chance-lonely-certainty = 不计误差（视为必选）
chance-lonely-fail = 不给误差
chance-family-max-t = 按 max-T 法校正多重比较后显著
chance-family-holm = 按 Holm 法校正多重比较后显著
chance-family-bh = 按 Benjamini–Hochberg 法校正多重比较后显著
chance-family-none = 单独看显著（不校正）
chance-below-refuse = 只列出得分，不排名
chance-below-mark = 照常排名并标出
scheme-rule-when = 遇到
scheme-rule-effect = 处理
scheme-rule-numbers = 限度
scheme-rule-reason = 理由
scheme-source = {"["}{ $fidelity }] { $title }（{ $covers }）
fidelity-exact = 明文
fidelity-partial = 部分
fidelity-inferred = 推算
fidelity-assumed = 假定
report-missing-glyphs = 图中有内嵌字体没有的字（{ $characters }），PNG 中显示为方框；网页和 SVG 不受影响。
option-from = 从哪些导出文件起草（CSV、XLSX，可多个）
value-from = 文件
option-like = 按哪个随附方案起草，如 xiaoneng-6；不写则看文件是否相符
value-like = 方案
usage-init-needs-files = 请用 --from 写明从哪些文件起草。

### verify
verify-folder = 评议文件夹：{ $path }（按 appraisal.toml 的哈希找到）。
verify-no-folder = 找不到 { $path } 的评议文件夹，无法重做。请写：pingyi verify { $path } 评议文件夹
verify-scheme = 方案文件与当时不同。
verify-input-changed = 输入文件与当时不同或已不在（{ $n } 个）：
verify-input-added = 当时没有读、现在要读的输入文件（{ $n } 个）：
verify-changed = 通报中写成后被改动的文件（{ $n } 个）：
verify-missing = 通报中缺少的文件（{ $n } 个）：
verify-added = 通报文件夹中多出的文件，不是本程序写的（{ $n } 个）：
verify-remade = 用同样的输入重做，内容不同的文件（{ $n } 个）：
verify-remade-otherwise = 重做后多出或没有的文件（{ $n } 个）：
verify-version = 这份通报由 pingyi { $then } 生成，现在用的是 { $now }：版本不同，个别文件可能因此不同。
verify-same = { $path } 核验一致：{ $n } 个文件与清单一致，用同样的输入重做，逐字节相同。
verify-differs = { $path } 有 { $differences } 处与清单不一致，见上。
