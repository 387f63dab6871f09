# 核查结果、错误和几个到处用到的词。写法见 docs/message-style.md。
# 位置（文件、行、列）由程序印在前面，句子里不重复。

### 位置

place-file = 文件 { $value }
place-sheet = ，工作表“{ $value }”
place-row = ，第 { $value } 行
place-column = ，“{ $value }”列
place-key = ，键 { $value }

### 后果

effect-stop = 须先改正
effect-refuse-row = 该行未收
effect-void-ballot = 该票无效
effect-void-answer = 该项作答无效
effect-flag = 提示

### 期、名次、升降

period-year = { $year }年
period-half = { $year }年{ $part ->
        [1] 上
       *[2] 下
    }半年
period-quarter = { $year }年第{ $part ->
        [1] 一
        [2] 二
        [3] 三
       *[4] 四
    }季度
rank-alone = { $rank }
rank-joint = 并列{ $rank }
move-up = ▲{ $places }
move-down = ▼{ $places }
move-none = －

### 为什么没有得分、没有名次、不能对比

absent-not-in-force = 本期不在册
absent-no-ballots = 没有收到评议票
absent-no-answers = 没有有效作答
absent-withheld = 不公布
absent-no-indicator = “{ $indicator }”没有得分
absent-no-period = { $period }没有得分
why-too-few = 有效作答 { $n } 份，不足 { $min } 份
why-missing-groups = 评议主体票数不足：{ $groups }
why-score-only = 只公布得分，不排名
why-unreliable = 信度 { $reliability }，低于方案要求的 { $least }
mismatch-scale = 量表或分值不同
mismatch-indicators = 指标或其权重不同（{ $ids }）
mismatch-rules = 计分规则不同（{ $key }）

### 使运行停止的错误

error-findings = 核查出 { $n } 个问题，其中有须先改正的。
error-io = 无法读写 { $path }：{ $detail }。
error-incomparable = 两期不能对比：{ $why }。
error-document = 未能生成 { $name }：{ $detail }。这是本软件的缺陷，请把这句话告诉开发者。
error-leak = 本应对外的 { $name } 中出现了不该出现的内容：{ $what }。没有写出任何文件。这是本软件的缺陷，请把这句话告诉开发者。
io-not-found = 没有这个文件或文件夹
io-denied = 没有权限，或文件正被别的程序打开
io-full = 磁盘已满
io-exists = 已经存在，不会覆盖，请换一个位置
io-no-folder = 这里不是文件夹
io-folder = 这里是文件夹，应为文件
io-name = 这个名称不能用在这里
io-invalid = 内容不是本程序所写，或已损坏
io-interrupted = 运行被中断

### 核查结果：文件

kind-missing-file = 文件不存在
finding-missing-file = { $detail ->
        [outside] “{ $value }”不在评议文件夹里。请把文件放进评议文件夹，再写它在其中的名字。
       *[other] 找不到文件“{ $value }”。请核对文件名和所在文件夹，或在 appraisal.toml 中改正。
    }
kind-unreadable-file = 文件无法读取
finding-unreadable-file = 系统不让读取这个文件（{ $detail }）。请关闭正在使用它的程序，并检查读取权限。
kind-empty-file = 空文件
finding-empty-file = 文件或工作表里没有内容。请换成有数据的文件，或把它从 appraisal.toml 中去掉。
kind-header-only = 只有表头
finding-header-only = 只有表头，下面没有数据行。请核对导出是否完整。
kind-too-large = 文件过大
finding-too-large = 文件或其中一部分展开后有 { $value } 字节，超过上限 { $limit }。请拆成几个文件，或确认它确是评议数据。
kind-oversized-field = 单元格过长
finding-oversized-field = 单元格长 { $value } 字节，超过上限 { $limit }。多半是引号没有配对，请检查这一行的引号。
kind-too-many-columns = 列数过多
finding-too-many-columns = 这一行有 { $value } 列，超过上限 { $limit }。请检查分隔符和引号。
kind-too-many-parts = 内含部分过多
finding-too-many-parts = { $detail ->
        [sheets] 工作簿有 { $value } 张工作表，超过上限 { $limit }。请拆成几个文件。
        [units] 表中有 { $value } 个单位，超过上限 { $limit }。请拆成几个文件，或检查是否一个单位一行。
       *[other] 工作簿内含 { $value } 个文件，超过上限 { $limit }，不是表格软件写出的样子。请用 Excel 或 WPS 打开后重新保存。
    }
kind-hidden-character = 含看不见的字符
finding-hidden-character = “{ $value }”中有看不见的字符（{ $detail }），会使看上去相同的名称实际不同。请删去这个字符，或重新键入。
kind-truncated-gzip = 压缩文件残缺
finding-truncated-gzip = gz 压缩文件不完整或已损坏。请重新下载或重新压缩。
kind-truncated-zstandard = zst 文件残缺
finding-truncated-zstandard = zst 压缩文件不完整或已损坏，或展开时要用 128 MiB 以上内存。请重新下载，或不加 --long 重新压缩。
kind-not-a-table = 列式文件无法读取
finding-not-a-table = { $detail ->
        [encrypted] Parquet 文件已加密。请去掉加密后另存。
        [feather1] 文件是早已停用的第一版 Feather 格式。请另存为 .parquet 或 .arrow。
        [cut] 文件不完整，后面缺了一截。请重新下载或重新导出。
        [damaged] Parquet 或 Arrow 文件已损坏。请重新导出。
        [large] Parquet 或 Arrow 文件展开后超过上限，或其中一部分超过。请确认它确是评议数据，或拆成几个文件。
        [deep] Parquet 文件的列层层嵌套，超过上限。请拆成普通的列后再导出。
       *[other] 无法读取这个 Parquet 或 Arrow 文件（{ $detail }）。请重新导出。
    }
kind-nested-column = 嵌套列
finding-nested-column = 这一列的内容是 { $value }，一个格子里放不下，没有读取。若需要，请拆成普通的列后再导出。
kind-left-out-file = 文件未读
finding-left-out-file = { $detail ->
        [lock] “{ $value }”是程序打开文件时留下的标记，没有读取。请关闭那个程序，并确认文件已保存。
        [hidden] “{ $value }”是隐藏文件，没有读取。若要读取，请去掉文件名开头的点。
       *[other] “{ $value }”不像评议票文件，没有读取。若要读取，请在 files 中写明它的名字。
    }
kind-bad-encoding = 编码不符
finding-bad-encoding = 从这里起不是 { $value } 编码的文字。请用 Excel 或 WPS 打开原件，另存为“CSV UTF-8”；若知道原来的编码，也可在 appraisal.toml 中写 encoding。
kind-mixed-encoding = 编码混杂
finding-mixed-encoding = 文件中混有两种编码：第 { $utf8 } 行是 UTF-8，第 { $gb18030 } 行是 GB18030，从这里起变为 { $value }。多半是两个文件首尾相接而成，请分成两个文件，各用一种编码。
kind-nul-byte = 含空字节
finding-nul-byte = 文字中有空字节（NUL），说明文件已损坏或不是文本。请重新导出。
kind-unclosed-quote = 引号未配对
finding-unclosed-quote = 这里的双引号没有另一半，后面的行都被当成同一格。请补上引号；单元格内容本身含双引号时应写两个。
kind-not-a-workbook = 不是工作簿
finding-not-a-workbook = { $detail ->
        [encrypted] 工作簿设有打开密码。请去掉密码后另存。
        [path] 工作簿内部的文件名越出自身范围，可能被人动过手脚。请向提供者要原件。
        [promise] 工作簿声称的内容远多于实有的内容，可能被人动过手脚。请向提供者要原件，或用 Excel 或 WPS 打开后重新保存。
        [gz] 压缩包里是另一个压缩文件或工作簿。请解压后再放进来。
        [markup] 内容是网页或 XML，不是表格。请用 Excel 或 WPS 打开后另存为 .xlsx。
        [sav] 这是 SPSS 的数据文件，这里不读。请在 SPSS 中选“文件”“另存为”，类型选 CSV，勾选“在定义值标签时保存值标签而不是数据值”，再用那个文件。
        [damaged] 工作簿已损坏。请用 Excel 或 WPS 打开并修复，再另存为 .xlsx。
       *[other] 无法作为工作簿读取（{ $detail }）。请用 Excel 或 WPS 打开后另存为 .xlsx。
    }
kind-missing-sheet = 没有该工作表
finding-missing-sheet = 工作簿中没有名为“{ $value }”的工作表，只有：{ $expected }。{ $has-nearest ->
        [yes] 最接近的是“{ $nearest }”。请在 appraisal.toml 中改正 sheet。
       *[no] 请在 appraisal.toml 中改正 sheet。
    }
kind-repeated-file = 文件重复
finding-repeated-file = “{ $value }”与“{ $other }”内容完全相同，可能是同一批票交了两次。若确是两批，可不理会；否则请删去一个。
kind-hidden-sheet = 隐藏的工作表
finding-hidden-sheet = 工作表“{ $value }”是隐藏的，未读取。若要读它，请取消隐藏，或在 appraisal.toml 中写 sheet = "{ $value }"。

### 核查结果：表头

kind-duplicate-heading = 表头重复
finding-duplicate-heading = 表头“{ $value }”与 { $other } 列重复，分不清以哪一列为准。请改名或删去一列。
kind-empty-heading = 表头为空
finding-empty-heading = 这里有内容却没有表头，未读取。请补上表头，或删去多余内容。
kind-missing-column = 缺列
finding-missing-column = { $detail ->
        [indicator] 没有“{ $value }”的列，这项指标在这里无人作答。{ $has-nearest ->
            [yes] 最接近的是“{ $nearest }”列：若就是它，请改正表头或在 appraisal.toml 中写明。
           *[no] 若本来就不评，不必处理；若漏了，请补上这一列；若它叫别的名字，请在 appraisal.toml 的 indicators（宽表为 cells）中写明。
        }
        [rater-list] 找不到“{ $value }”列，现有表头：{ $expected }。请补上写明每位评议人所属主体的一列，或把那一列的表头改成这个名称。
        [estimates] 找不到“{ $value }”列（任一名称均可），现有表头：{ $expected }。{ $has-nearest ->
            [yes] 最接近的是“{ $nearest }”：若就是它，请改正表头。
           *[no] 请补上这一列，或改正它的表头。
        }
        [typed] 这边没有另一位录入人的“{ $value }”列，这一列没有比对。{ $has-nearest ->
            [yes] 最接近的是“{ $nearest }”：若就是它，请把两边的表头改成一样。
           *[no] 若本来就不录，请写在 --ignore 后面；若漏了，请补上这一列。
        }
        [typed-key] 找不到“{ $value }”列，现有表头：{ $expected }。请按两边都有的表头，用 --key 写明按哪几列对行；不比对的列写在 --ignore 后面。
        [tracking] 意见清单中没有“{ $value }”列，现有表头：{ $expected }。请保留生成时的表头。
        [settle] 待核差异中没有“{ $value }”列，现有表头：{ $expected }。请保留生成时的表头。
       *[other] 找不到“{ $value }”列，现有表头：{ $expected }。{ $has-nearest ->
            [yes] 最接近的是“{ $nearest }”，若就是它，请在 appraisal.toml 的 columns 中写明。
           *[no] 请补上这一列；若它叫别的名字，请在 appraisal.toml 的 columns 中写明；整个文件只有一个值时，写 group 或 unit。
        }
    }
kind-unmapped-column = 未用到的列
finding-unmapped-column = “{ $value }”列没有用到。若它是指标，请核对名称或在 appraisal.toml 的 indicators 中写明；若确实不用，请写进 ignore。
kind-unknown-layout = 看不出表格样式
finding-unknown-layout = 从表头看不出这张表怎样排列：{ $value }。请核对指标和单位的名称是否与方案、名册一致；若表头上面还有标题行，请在 appraisal.toml 中用 heading_row 写明表头在第几行；否则请写明 layout 和 columns。

### 核查结果：行和单元格

kind-ragged-row = 格数不齐
finding-ragged-row = 这一行有 { $value } 格，表头有 { $expected } 格。请检查是否多了或少了分隔符。
kind-formula-cell = 公式单元格
finding-formula-cell = 单元格是公式（当前值“{ $value }”），再次打开时数值可能变化。请选择性粘贴为数值后再存。
kind-missing-unit = 未写单位
finding-missing-unit = 这一行没有写单位（合并的单元格只有第一行有内容）。请补上单位名称，或删去这一行。
kind-unknown-unit = 名册中没有的单位
finding-unknown-unit = 名册中没有“{ $value }”。{ $has-nearest ->
        [yes] 最接近的是“{ $nearest }”：若就是它，请把“{ $value }”写进名册中它的别名；若不是，请把这个单位加入名册。
       *[no] 请改正名称，或把这个单位加入名册。
    }
kind-unit-not-in-force = 单位本期不在册
finding-unit-not-in-force = “{ $value }”在 { $period } 不在册。{ $has-nearest ->
        [yes] 按名册，它现在是“{ $nearest }”：请改用现名，或核对期数和名册中的启用、停用时间。
       *[no] 请核对期数和名册中的启用、停用时间；若已改名或合并，请改用现名。
    }
kind-missing-group = 未写评议主体
finding-missing-group = 这一行没有写评议主体（合并的单元格只有第一行有内容）。请补上；若整个文件同属一个主体，请在 appraisal.toml 中写 group。
kind-unknown-group = 方案中没有的评议主体
finding-unknown-group = 方案中没有评议主体“{ $value }”，只有：{ $expected }。{ $has-nearest ->
        [yes] 最接近的是“{ $nearest }”：若就是它，请把“{ $value }”写进方案中它的 aliases；若不是，请改正原表。
       *[no] 请改正原表，或在方案中增加这个主体。
    }
kind-group-not-rating = 主体不评该单位
finding-group-not-rating = 按方案，“{ $value }”不评议“{ $unit }”。请核对评议主体和单位；若确应评议，请修改方案中的权重或 only_units。
kind-missing-indicator = 未写指标
finding-missing-indicator = 这一行没有写指标。请补上指标名称，或删去这一行。
kind-unknown-indicator = 方案中没有的指标
finding-unknown-indicator = 方案中没有指标“{ $value }”，只有：{ $expected }。{ $has-nearest ->
        [yes] 最接近的是“{ $nearest }”：若就是它，请在 appraisal.toml 的 indicators 中写明；若不是，请改正名称。
       *[no] 请改正名称，或在 appraisal.toml 的 indicators 中写明它是哪一项。
    }
kind-missing-rater = 未写评议人编号
finding-missing-rater = 这一行没有评议人编号，无从判断是否重复。请补上编号；若本来就不记编号，请删去这一列。
kind-off-scale = 作答不在量表中
finding-off-scale = 作答“{ $value }”不在量表中（{ $expected }）。{ $has-nearest ->
        [yes] 最接近的是“{ $nearest }”。若是笔误，请改正原表；
       *[no] 若是笔误，请改正原表；
    }若是另一种写法，请在 appraisal.toml 的 answers 中写明；若方案确有此档，请在 scale 中增加。
kind-bad-weight = 权重有误
finding-bad-weight = 权重“{ $value }”不能用。权重应为大于零、小于一百万的小数，小数不超过六位，同一张票只有一个权重。请改正。
kind-bad-count = 票数有误
finding-bad-count = “{ $value }”不是票数。票数应为整数，没有则写 0。请改正。
kind-bad-time = 时间有误
finding-bad-time = 此处的时间或用时读不出来，与时间有关的检查略过此处。请写成 { $expected } 这样的形式；若此列不是时间，请列入 ignore。
kind-sum-off-total = 总分不符
finding-sum-off-total = 平台给出的总分是{ $value }，本行各题分数之和是{ $expected }。若有单元格被改动，请改正；若问卷中还有其他计分题，请把该列写入 appraisal.toml 的 ignore。
kind-score-off-points = 分数与分值不符
finding-score-off-points = 问卷给“{ $level }”设{ $value }分，方案规定{ $expected }分；计分以方案为准。若该分数代表另一档，请改正 answers。
kind-changing-stratum = 抽样位置不一
finding-changing-stratum = { $detail ->
        [rater-stratum] 同一评议人既在“{ $value }”层，又在“{ $other }”层。一人只能从一层中抽出，请改正。
        [rater-cluster] 同一评议人既在“{ $value }”群，又在“{ $other }”群。一人只能随一群抽出，请改正。
       *[cluster] 同一群既在“{ $value }”层，又在“{ $other }”层。一群只能在一层之内；若是两个同名的群，请改用不同的名称。
    }
kind-unknown-stratum = 没有评议人的层
finding-unknown-stratum = 总体数写给了“{ $value }”，而票中没有评议人在此层，故未用上。{ $has-nearest ->
        [yes] 是否为“{ $nearest }”？若是，请改正 stratum。
       *[no] 请核对名称；评议主体分了层的，总体数要按层写。
    }

### Findings: weights to known totals

kind-missing-attribute = 缺评议人属性
finding-missing-attribute = 总数表要用到每位评议人的“{ $value }”，这一行没有。请补上；若确实不详，请在 totals 中列一个名称为空的取值。
kind-unknown-level = 总数表中没有的取值
finding-unknown-level = “{ $margin }”的总数中没有取值“{ $value }”（{ $expected }）。{ $has-nearest ->
        [yes] 若是“{ $nearest }”的笔误，请改正原表；
       *[no] 若是笔误，请改正原表；
    }否则请在 totals 中增加这一取值及其总数。
kind-changing-attribute = 评议人属性前后不一
finding-changing-attribute = 同一评议人的{ $margin }在这里是“{ $value }”，在 { $row } 是“{ $other }”。一位评议人只有一个取值，请改正。
kind-unequal-weights = 同一评议人权重不一
finding-unequal-weights = 有 { $value } 位评议人的各张票权重不同，而按总数加权须从每人一个权重出发。请给同一评议人的票写同一权重，或去掉 totals。
kind-empty-cell = 总数表中有空格
finding-empty-cell = { $detail ->
        [no-total] “{ $margin }”的取值“{ $value }”有 { $n } 位评议人，而其总数为 { $total }，他们将没有权重。请改正总数，或与别的取值合并：写成一项“{ $value }|…”，总数相加。
       *[no-rater] “{ $margin }”的取值“{ $value }”总数为 { $total }，却没有一张计入的票来自那里。请与别的取值合并：写成一项“{ $value }|…”，总数相加。
    }
kind-totals-differ = 总数不相等
finding-totals-differ = “{ $value }”各取值的总数合计 { $total }，“{ $other }”合计 { $expected }。两者说的是同一批人，合计应当相等，请改正其一。
kind-not-converging = 各项总数不能同时满足
finding-not-converging = 没有一组权重能同时满足各项总数；相差最大的是“{ $margin }”的取值“{ $value }”，差 { $percent }%。请合并评议人少的取值，或去掉一项。
kind-bounds-too-tight = 权重上下限过紧
finding-bounds-too-tight = 在 least 与 most 之内，“{ $margin }”的取值“{ $value }”的总数无法满足。请放宽上下限，或与别的取值合并。
kind-unweighted-counts = 已汇总票未加权
finding-unweighted-counts = “{ $value }”的已汇总票看不出是谁答的，因此保持原有权重，而该主体的逐张票按总数加权。若不应如此，请逐张录入。

### 核查结果：平台标明的行

kind-trial-paper = 试填
finding-trial-paper = 平台标明这一行是制作问卷的人试填的，不是评议人的答卷。若确是评议人的，请改正这一格。
kind-unfinished-paper = 未答完
finding-unfinished-paper = 平台标明这位评议人没有答到最后。已答的照计，方案对缺答另有规定的从其规定；若不应计，请删去这一行。

### 核查结果：无效规则

kind-blank-ballot = 空白票
finding-blank-ballot = 整张票没有一项作答。若原票上有作答，请补录。
kind-duplicate-ballot = 重复票
finding-duplicate-ballot = 与 { $other } 是同一评议人对“{ $unit }”的相同评议，只计一次。若是两位评议人用了同一编号，请改正编号。
kind-conflicting-ballots = 前后不一的票
finding-conflicting-ballots = 与 { $other } 是同一评议人对“{ $unit }”的评议，但作答不同，都不计。请查明以哪一张为准，并删去另一张。
kind-multiple-marks = 一项多选
finding-multiple-marks = 一项指标选了不止一档（“{ $value }”）。请对照原票，只留一档。
kind-out-of-dates = 不在评议时间内
finding-out-of-dates = 这份票的提交时间不在规定时间（{ $expected }）之内。请核对方案的 from、to 和此列的时间。
kind-out-of-region = 不在评议地区内
finding-out-of-region = 这份票来自规定地区（{ $expected }）之外。请核对方案的 allowed；名称写法不同的，请补入。
kind-failed-screener = 甄别题未通过
finding-failed-screener = 甄别题答“{ $value }”，按方案不应继续作答。请核对这份票是否发对了人。
kind-self-rating = 评议本单位
finding-self-rating = 评议人来自“{ $unit }”，这张票评的就是它。请核对所在单位一列；按规定不计的，在方案中把 self-rating 定为 void-ballot。
kind-incomplete = 未答完
finding-incomplete = 应答 { $expected } 项，空了 { $value } 项。请核对原票，漏录的请补录。
kind-missing-share = 空白过多
finding-missing-share = 应答 { $expected } 项，空了 { $value } 项，达到了方案的限度 { $limit }。请核对原票，漏录的请补录。
kind-forced-distribution = 未按规定分布
finding-forced-distribution = { $detail ->
        [most] 评为“{ $level }”的有 { $value } 项，多于方案规定的 { $limit }。请核对原票；规定有变的，请改方案。
       *[least] 评为“{ $level }”的有 { $value } 项，少于方案规定的 { $limit }。请核对原票；规定有变的，请改方案。
    }
kind-all-maximum = 全部最高
finding-all-maximum = 对 { $units } 个单位的 { $value } 项作答全部是最高一档。请核对是否本人认真填写。
kind-all-equal = 全部相同
finding-all-equal = 对 { $units } 个单位的 { $value } 项作答全部是“{ $level }”。请核对是否本人认真填写。
kind-near-maximum = 几乎全部最高
finding-near-maximum = 对 { $units } 个单位的 { $value } 项作答，只有 { $other } 项低一档，其余全部最高。请核对是否有人授意。
kind-too-fast = 填答过快
finding-too-fast = 作答 { $value } 项，用时不到 { $limit } 秒。请核对是否本人认真填写。
kind-burst = 成批相同
finding-burst = { $detail ->
        [timed] 有 { $value } 份票逐项相同，{ $limit } 分钟内先后提交，另一份见 { $other }。请核对是否由一人代填。
       *[untimed] 有 { $value } 份票逐项相同，另一份见 { $other }。请核对是否由一人代填。
    }
kind-shared-device = 同一设备过多
finding-shared-device = 同一设备或地址交了 { $value } 份票，多于 { $limit } 份，另一份见 { $other }。若是单位共用的出口，无须处理；否则请核对是否由一人代填。
kind-satisfied-batch = 整批最高
finding-satisfied-batch = { $detail ->
        [sheet] 这一表的 { $value } 份票，每一项都是最高一档。请核对这批票由谁发放、由谁填写。
       *[device] 同一设备或地址的 { $value } 份票，每一项都是最高一档。请核对这批票由谁发放、由谁填写。
    }
kind-votes-above-population = 票数超过总体
finding-votes-above-population = { $detail ->
        [clusters] “{ $value }”一共 { $limit } 个群，票中却有 { $counted } 个。请核对总体数和群的名称。
       *[raters] “{ $value }”一共 { $limit } 人，却有 { $counted } 人投票。请核对总体数；数目无误的，这批票不可信。
    }
kind-group-far-above = 一个主体评分偏高
finding-group-far-above = “{ $value }”的 { $counted } 张票对“{ $unit }”的评分比其他主体高 { $difference } 分，扣除该主体一贯的宽严之后，仍高出 { $z } 个标准误。请核对这些票由谁组织填写。
kind-bundle-needs-pooled = 汇总票无法按票计分
finding-bundle-needs-pooled = 方案规定先算每张票的分（ballot-first），而这里是按指标汇总的票数，拆不回一张张票。请提供逐票数据，或把方案改为 mode = "pooled"。
kind-weight-with-trim = 权重与去极值不能并用
finding-weight-with-trim = 方案要求去掉极端作答，而这里的票带有权重，两者不能并用。请去掉权重列（写进 ignore），或去掉方案中的 trim。

### 核查结果：发出与收回

kind-more-returned-than-issued = 收回多于发出
finding-more-returned-than-issued = “{ $value }”发出 { $issued } 份，却收回 { $returned } 份。请核对；若查明无误，请在 appraisal.toml 中用 accept_returns 写明原因。
kind-more-counted-than-returned = 清点多于收回
finding-more-counted-than-returned = “{ $value }”收回 { $returned } 份，文件中却有 { $counted } 份。请检查是否重复录入；若查明无误，请在 appraisal.toml 中用 accept_returns 写明原因。

### 核查结果：评议人名册

kind-rater-without-group = 评议人未写主体
finding-rater-without-group = 这位评议人没有写评议主体（合并的单元格只有第一行有内容），无法参加抽样。请补上主体，或删去这一行。
kind-repeated-rater = 评议人重复
finding-repeated-rater = 这位评议人与第 { $other } 行重复。若是同一人，请删去其中一行；若是两人，请用编号区分。

### 核查结果：纸质票双人录入

kind-several-sheets = 有几张工作表
finding-several-sheets = 工作簿有 { $value } 张工作表，而比对是一张表对一张表。请把要比对的那张另存为一个文件。
kind-unmatched-entry = 只有一人录入
finding-unmatched-entry = { $detail ->
        [blank] 这一行没有票号，无从对行。请在对行的列中补上票号。
       *[missing] { $other } 中没有与这一行同号的行。请查看那边是否漏录，或有一边票号录错。
    }
kind-repeated-entry = 票号重复
finding-repeated-entry = 这一行与第 { $other } 行同号，两行都无从对行。请查看是否重录或票号录错；若一张票本来就有几行，请用 --key 写明能区分各行的全部列。
kind-open-difference = 差异未核定
finding-open-difference = { $detail ->
        [missing] { $file } 第 { $row } 行“{ $column }”列：两人录得不同，而待核差异中没有这一条。请用 --out 重新生成。
        [twice] { $file } 第 { $row } 行“{ $column }”列：待核差异中有几条。请只留一条。
        [changed] { $file } 第 { $row } 行“{ $column }”列：这一条写的不是两人录入的内容。录入表或这一条后来改过；请用 --out 重新生成。
        [initials] { $file } 第 { $row } 行“{ $column }”列：核定值没有人签字。请由查看原票的人填写核定人。
       *[value] { $file } 第 { $row } 行“{ $column }”列：没有填核定值。请查看原票，照填或填“（空）”。
    }
kind-stray-line = 没有对应的差异
finding-stray-line = 这一条所说之处，两人录得并无不同。录入表或这一条的票号、列名后来改过；请用 --out 重新生成。

### 核查结果：意见

kind-short-name = 名单中的单字
finding-short-name = 名单中这一行只有一个字，隐去它会连带隐去许多平常的词。请写全名，或删去这一行。
kind-unknown-comment = 清单中对不上的意见
finding-unknown-comment = 意见文件中没有编号为“{ $value }”的意见，这一行的办理情况没有接续。若意见文件或名单改过，请把这一行并到现在的编号上；若已不需要，请删去。
kind-unanswered-comment = 办结而无答复
finding-unanswered-comment = 这条意见已办结，却没有写答复。请补上怎样办的，或改回“办理中”。

### 核查结果：TOML 文件

kind-not-toml = 不合 TOML 格式
finding-not-toml = 这里不合 TOML 的写法（{ $detail }）。常见原因是少了引号、括号，或用了中文引号。
kind-unknown-key = 不认识的键
finding-unknown-key = 没有“{ $value }”这个键。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 请删去它，或查阅 docs/formats.md。
    }
kind-missing-key = 缺少键
finding-missing-key = 缺少“{ $value }”。请补上。
kind-wrong-type = 值的类型不对
finding-wrong-type = “{ $value }”的类型不对，这里应写{ $expected ->
        [string] 文字（加双引号）
        [integer] 整数
        [boolean] true 或 false
        [array] 列表（方括号）
        [object] 表（花括号，或另起一节）
       *[number] 数
    }。
kind-bad-choice = 不在可选之列
finding-bad-choice = “{ $value }”不在可选之列：{ $expected }。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 请选用其中之一。
    }
kind-bad-number = 数值有误
finding-bad-number = “{ $value }”不是这里能用的数。请照此写法或范围改正：{ $expected }。
kind-required-value = 须由办公室填写
finding-required-value = 来源没有公布这个数，须由办公室按本地办法填写，代替 REQUIRED。
kind-empty-list = 列表为空
finding-empty-list = 这里至少要有一项。
kind-duplicate-name = 名称重复
finding-duplicate-name = 名称“{ $value }”在另一处（{ $other }）已经用过，分不清指哪一个。请改名，或删去其中一个。
kind-unknown-reference = 指向不存在的名称
finding-unknown-reference = “{ $value }”没有定义，可用的有：{ $expected }。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 请改用其中之一。
    }
kind-weights-sum = 权重之和不对
finding-weights-sum = 权重之和是 { $value }，应为 1 或 100。请改正；若确要按比例折算，请在 [scoring] 中写 normalise_weights = true。
kind-some-weights-missing = 部分权重未填
finding-some-weights-missing = 同组的其他项写了权重，这一项没有。请补上；若要各项相等，请全部不写。
kind-negative-weight = 权重为负
finding-negative-weight = 权重 { $value } 小于零。请改正。
kind-points-not-falling = 没有从好到差排列
finding-points-not-falling = 各档须从好到差排列，数值逐档变小，而 { $value } 不小于上一档。请调整次序或数值。
kind-circular-parent = 指标上下级成环
finding-circular-parent = 指标“{ $value }”的上级绕回了它自己。请改正 parent。
kind-trim-too-coarse = 档次太少，不宜去极值
finding-trim-too-coarse = 量表只有三档或更少，去掉极端作答会去掉真实意见。请删去 trim；若当地办法如此规定，请写 force = true。
kind-floor-score = 最低档分值过高
finding-floor-score = 最差一档仍得 { $value } 分（最高 { $most } 分）：人人不满意也有这个分，得分的差距会被压缩。请确认办法确是如此。
kind-no-negative-level = 没有不满意的档次
finding-no-negative-level = 量表没有可以表示不满意的档次，满意率没有意义。请确认评议票确是如此。
kind-no-unknown-level = 没有“不了解”
finding-no-unknown-level = 量表没有“不了解”，不了解情况的人也只能评一档。请确认评议票确是如此。

### 核查结果：名册和评议

kind-bad-period = 不是期
finding-bad-period = “{ $value }”看不出是哪一期。请写成 2024H1（上半年）、2024Q3（第三季度）或 2024（全年）；名册的启用、停用也可写 2024-07。
kind-unknown-category = 方案中没有的类别
finding-unknown-category = 方案中没有类别“{ $value }”，只有：{ $expected }。{ $has-nearest ->
        [yes] 最接近的是“{ $nearest }”。请改正名册，或把这种写法加入方案中该类的 aliases。
       *[no] 请改正名册，或在方案中增加这一类。
    }
kind-overlapping-spans = 起止时间重叠
finding-overlapping-spans = 单位 { $value } 在同一时间有两行：与第 { $other } 行的起止时间重叠。请把前一行的停用时间写在后一行启用之前。
kind-unknown-predecessor = 前身不在名册中
finding-unknown-predecessor = 前身“{ $value }”不在名册中。{ $has-nearest ->
        [yes] 最接近的是“{ $nearest }”。请写编号，不写名称。
       *[no] 请把它加入名册，或改正编号（写编号，不写名称）。
    }
kind-unknown-period = 没有这一期
finding-unknown-period = 这项评议没有 { $value } 这一期，只有：{ $expected }。请改用其中之一，或在 appraisal.toml 中加上这一期。
kind-duplicate-period = 期重复
finding-duplicate-period = { $value } 写了两次。请合为一处。
kind-unknown-scheme = 没有这个方案
finding-unknown-scheme = 文件夹中没有“{ $value }”这个方案文件，自带方案中也没有这个编号。自带的有：{ $expected }。{ $has-nearest ->
        [yes] 是不是“{ $nearest }”？
       *[no] 请核对文件名。
    }
kind-not-a-face = 不是字体文件
finding-not-a-face = { $detail ->
        [outlines] 字体“{ $value }”没有轮廓（只有点阵），印不出来。请换用 TrueType 或 OpenType 字体文件（.ttf、.otf、.ttc）。
        [chinese] 字体“{ $value }”没有汉字。请换用有汉字的字体文件，如仿宋、小标宋。
       *[other] “{ $value }”不是能读的字体文件。请换用 TrueType 或 OpenType 字体文件（.ttf、.otf、.ttc），或删去这一行，用内置字体代替。
    }
kind-no-ballots = 没有评议票
finding-no-ballots = { $value } 没有写评议票文件。请在 appraisal.toml 的这一期下加上 ballots。

### 核查结果：别处的计票

kind-not-a-tally = 不是计票文件
finding-not-a-tally = { $detail ->
        [schema] 计票文件的格式是第 { $value } 版，本软件不认识。请用本版软件重新计票，或改用写出它的那一版。
        [changed] 计票文件写出之后被改动过：内容与校验值不符。请取原件，或重新计票。
        [damaged] 计票文件已损坏，这里的内容看不懂。请取原件，或重新计票。
       *[other] 这不是计票文件。请用 pingyi count --out 存成 .parquet 或 .arrow 文件。
    }
kind-tallies-differ = 计票对不上
finding-tallies-differ = { $detail ->
        [scheme] 方案不同：这里的 SHA-256 是 { $value }，“{ $other }”的是 { $expected }。请都按同一份方案文件计票。
        [register] 名册不同：这里的 SHA-256 是 { $value }，“{ $other }”的是 { $expected }。请都用同一份名册文件计票。
       *[period] 期不同：这里是 { $value }，“{ $other }”是 { $expected }。请用同一期的计票。
    }
kind-repeated-tally = 重复计票
finding-repeated-tally = { $detail ->
        [file] 评议票文件“{ $value }”在这里计过，内容完全相同的一份在“{ $other }”也计过。请去掉其中一份后重新计票。
       *[tally] “{ $value }”里的计票在“{ $other }”里也有，整份相同或是其中一部分。请去掉一份。
    }
