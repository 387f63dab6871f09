# pingyi plan：要多少评议人，抽哪些人，发什么码。

### 帮助

about-plan = 规划：要多少评议人，抽哪些人，发什么码
about-plan-long = 在发票之前用。读入上一次评议、评议人名册，或什么都不读。
usage-plan = pingyi plan <size|draw|codes> [选项]
examples-plan =
    pingyi plan size sample-data --half-width 2
    pingyi plan draw 评议人.csv --take 企业=200 --take 群众=400 --seed 20260107 --out 样本.csv
    pingyi 规划 发码 --count 600 --out 评议码.csv

about-plan-size = 样本量：达到所要的精度，每个主体需要多少评议人
about-plan-size-long =
    依据文件夹中已有的一期；写了 --spread 而不写文件夹，则只凭假设。--half-width、
    --difference、--reliability 三者写且只写一个。同时打印推算的依据。
    公式见 docs/methods.md 第 19 节。
usage-plan-size = pingyi plan size [选项] [文件夹]
examples-plan-size =
    pingyi plan size sample-data --half-width 2
    pingyi plan size sample-data --period 2025H1 --difference 3 --power 0.9
    pingyi plan size sample-data --reliability 0.8 --population 企业=3000
    pingyi plan size --spread 15 --weight 企业=60 --weight 群众=40 --half-width 1.5
    pingyi plan size --spread 15 --per-rater 10 --units 41 --difference 5 --format csv

about-plan-draw = 抽样：从评议人名册中分层抽取样本
about-plan-draw-long =
    名册（CSV、XLSX）要有“评议主体”列，可以有“分层”列和“编号”列；所有列都保留。
    不写 --out 时打印名单。名册和种子相同，样本就相同，与行的顺序无关。
    种子应当众抽出，在任何人试抽之前。
usage-plan-draw = pingyi plan draw [选项] <评议人名册>
examples-plan-draw =
    pingyi plan draw 评议人.xlsx --take 企业=200 --take 群众=400 --seed 20260107 --out 样本.csv
    pingyi plan draw 评议人.csv --total 600 --reserve 20% --seed 20260107 --out 样本.csv
    pingyi plan draw 评议人.csv --take 企业/大型=50 --seed 20260107

about-plan-codes = 发码：生成与任何人都对不上的评议码
about-plan-codes-long =
    十二个字符，没有容易看错的，最后一个是校验字符。不写 --seed 时取自系统的随机数，
    不能再生成第二份。
usage-plan-codes = pingyi plan codes [选项] --count <[主体=]数量>
examples-plan-codes =
    pingyi plan codes --count 600 --out 评议码.csv
    pingyi plan codes --count 企业=200 --count 群众=400 --out 评议码.csv

option-half-width = 得分置信区间的半宽，分
option-difference = 要能发现的两个单位之差，分
option-reliability = 得分的信度，如 0.7、0.8、0.9
option-spread = 评议人对同一单位所评分值的标准差，分
option-weight = 没有文件夹时主体的权重，可写多次
option-per-rater = 一位评议人评几个单位
option-units = 没有文件夹时一个主体评多少个单位
option-between = 各单位真实得分的标准差，分
option-correlation = 同一评议人对两个单位所评的相关系数，默认为 0
option-answer-correlation = 同一评议人对同一单位两项指标作答的相关系数，默认为 1
option-design-effect = 整群和加权的设计效应，默认为 1
option-population = 一共有多少人可抽
option-response = 发出的份数中收回且有效的比例，如 80%
option-allocation = 各主体怎样分配：optimal 最省（默认），proportional 按人数，equal 相等
option-confidence = 置信度，默认按方案，没有方案时为 95%
option-power = 发现差别的功效，默认为 80%
option-register = 评议人名册（CSV、XLSX）
option-take = 一个主体抽多少，分层写作 主体/层；可写多次
option-total = 一共抽多少
option-share = --total 怎样分配：proportional 按人数（默认），equal 相等
option-reserve = 每层的备用数：人数，或占样本的比例，如 20%
option-seed-draw = 随机数所依据的数字或文字；没有它不抽样
option-seed-codes = 生成评议码的秘密文字，至少 16 个字符
option-count = 多少个码，可写明主体；可写多次
option-out-plan-size = 写入文件，不打印
option-out-plan-draw = 把抽中的名单写入这个文件（CSV），另打印汇总
option-out-plan-codes = 写入文件（CSV），不打印
value-half-width = 分
value-difference = 分
value-reliability = 值
value-spread = [主体=]分
value-weight = 主体=权重
value-per-rater = [主体=]个数
value-units = [主体=]个数
value-between = 分
value-correlation = 值
value-answer-correlation = 值
value-design-effect = 倍数
value-population = [主体=]人数
value-response = [主体=]比例
value-allocation = 分配
value-confidence = 比例
value-power = 比例
value-register = 名册
value-take = 名称=人数
value-total = 人数
value-share = 分配
value-reserve = 人数|比例
value-seed = 种子
value-count = [主体=]数量

### 用法错误

usage-plan-target = 没有写明要什么：请写 --half-width、--difference、--reliability 中的一个。
usage-plan-year = { $period }是全年，由几次评议组成。请用 --period 写明其中一期。
usage-plan-group = 没有评议主体“{ $value }”，只有：{ $expected }。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 请核对名称。
    }
usage-plan-no-groups = 还没有任何主体，“{ $value }”无从对应。请用 --weight 写明各主体。
usage-plan-needs-group = { $argument } 的“{ $value }”没有写明主体：请写成 主体=值。
usage-plan-spread-missing = 不知道“{ $value }”的标准差：请写 --spread。
usage-plan-between-missing = 得分的差别没有超出偶然，或者无从得知，谈不上信度：请写 --between。
usage-plan-population-missing = 按人数分配须知道“{ $value }”有多少人：请写 --population。
usage-plan-unreachable = { $category ->
        [none] 达不到
       *[other] “{ $category }”达不到
    }：即使人人都评，也只能到 { $reached }。请放宽要求，或让每人多评几个单位。
usage-plan-too-few-on-unit = 达不到：有的主体人太少，评一个单位的不足两人。请让每人多评几个单位。
usage-plan-draw-what = 没有写明抽多少：请写 --take 或 --total。
usage-plan-draw-seed = 须有种子，抽样才能重做和核对：请写 --seed，最好是当众抽出的数字。
usage-plan-draw-twice = “{ $value }”写了两次。请只写一次，或分别写它的各层。
usage-plan-draw-few = “{ $value }”有 { $there } 人，却要抽 { $asked } 人。请少抽一些。
usage-plan-draw-few-in-all = 名册有 { $there } 人，却要抽 { $asked } 人。请少抽一些。
usage-plan-codes-many = { $value } 个码超出一次能生成的数量（{ $limit }）。
usage-plan-codes-seed = 种子太短，保不住密：请至少写 { $least } 个字符，或者不写。
error-plan-entropy = 系统没有给出随机数（{ $detail }）。请用 --seed 写一段秘密文字。
usage-expected = 应为{ $what }。
expected-points = 大于 0 的数
expected-open-share = 大于 0 小于 1 的数
expected-share = 大于 0、不超过 1 的数
expected-whole-correlation = 0 到 1 的数
expected-correlation = 0 到 1（不含 1）的数
expected-effect = 不小于 1 的数
expected-units = 不小于 1 的数
expected-count = 大于 0 的整数
expected-reserve = 整数，或带 % 的数

### 打印的内容

plan-size-title = 所需评议人
plan-basis-title = 推算依据
plan-draw-title = 抽样结果
plan-drawn-title = 抽中的评议人
plan-codes-title = 评议码
plan-column-group = 评议主体
plan-column-now = 现有人数
plan-column-half-width-now = 现有半宽
plan-column-needed = 需要人数
plan-column-send = 应发份数
plan-column-half-width = 区间半宽
plan-column-detectable = 可发现之差
plan-column-reliability = 信度
plan-column-category = 类别
plan-column-weight = 权重
plan-column-spread = 标准差
plan-column-reach = 评一个单位的比例
plan-column-overlap = 兼评另一单位的比例
plan-column-population = 总人数
plan-column-between = 单位间标准差
plan-column-stratum = 层
plan-column-sample = 抽中
plan-column-reserve = 备用
plan-column-design-weight = 设计权重
plan-column-draw = 抽样
plan-column-order = 顺序
plan-column-code = 评议码
plan-raters = 评议人
plan-total = 各主体合计
plan-score = 单位得分
plan-score-of = 单位得分，{ $category }
plan-sample = 样本
plan-reserve = 备用
plan-note-half-width = 要求：每个类别中，单位得分的 { $confidence } 置信区间不宽于 ±{ $value } 分。
plan-note-difference = 要求：每个类别中，两个单位相差 { $value } 分时，能以 { $power } 的功效发现（双侧检验，置信度 { $confidence }）。
plan-note-reliability = 要求：在已知单位之间确有差别的每个类别中，得分的信度不低于 { $value }。
plan-note-allocation = 分配：{ $allocation ->
        [equal] 各主体相等。
        [proportional] 按各主体的人数。
       *[optimal] 按权重和标准差，总人数最少（Neyman）。
    }
plan-note-columns = 区间半宽以分为单位，置信度 { $confidence }，主体一行是该主体平均分的；可发现之差指两个单位之间，功效 { $power }。
plan-note-effect = 设计效应 { $effect }；同一评议人对两个单位所评的相关系数 { $correlation }。
plan-note-now = 标准差取自{ $period }。分指标计票的，同一人对两项指标作答的相关系数按 { $correlation } 计；取 1 宁可多要评议人。
plan-note-silent = 作答太少、无从推算而未列入的：{ $groups }。
plan-note-draw = 种子 { $seed }，名册 SHA-256 { $sha256 }：有这两项即可重做抽样。
plan-note-codes-seed = 知道种子的人能再生成这些码：种子与码表同样保管，计票后一并销毁。
plan-note-codes-system = 这些码取自系统的随机数，没有第二份。请不要记录谁拿到哪一个。
