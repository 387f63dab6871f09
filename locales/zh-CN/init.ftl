# pingyi init:从导出文件拟出评议文件夹时说的话,以及写进文件的注释。

init-confirm = 请确认：{ $what }
init-head = 本文件由导出的评议票拟出。凡标“请确认”处须有人核对；写着 REQUIRED 的须填写，填好之前不会计分。
init-title = 机关评议
init-title-guessed = 标题为暂拟
init-all-units = 全部单位
init-all-raters = 全体评议人
init-scheme-name = 本地评议方案（待确认）
init-scheme-head = 本方案由导出的评议票拟出：选项、指标、评议主体取自文件；分值和权重文件里没有，一律留 REQUIRED。
init-scheme-rest = 满意率、保留位数、并列、等次、无效规则等均取默认值；如本地办法另有规定，请在此补写（[rates]、[rounding]、[ranking]、[grading]、[[rules]]）。

## 表头
init-column-id = 编号
init-column-name = 全称
init-column-short = 简称
init-column-aliases = 别名
init-column-category = 类别
init-column-from = 启用
init-column-to = 停用
init-column-predecessor = 前身
init-column-group = 评议主体
init-column-issued = 发出
init-column-returned = 收回

## 文件怎样排列
init-layout = { $files } 的排列方式是“{ $layout }”
init-layout-wide = 一人一行，一列是一个单位的一项指标
init-layout-rater-unit = 一人评一个单位为一行，一列是一项指标
init-layout-long = 一行一个作答
init-layout-bundles-long = 已汇总，一行是一个档次的票数
init-layout-bundles-wide = 已汇总，一列是一个档次的票数
init-columns = 以下各列的含义
init-headings = 以下表头所指的指标
init-cells = 以下表头所指的单位和指标
init-heading-row = 表头所在的行（其上是标题）
init-sheet = 只读这个工作表
init-rater = “{ $heading }”列是评议人编号，同一编号是同一人
init-no-rater = 文件没有评议人编号：看不出同一人评过几个单位，每行各作一人
init-unit-from-file = 单位取自文件名
init-unit-from-sheet = 单位取自工作表名
init-unit-from-name = 单位取自文件名
init-group-from-file = 评议主体取自文件名
init-group-from-sheet = 评议主体取自工作表名
init-group-from-name = 评议主体取自文件名
init-ignore = 以下各列不读
init-ignored = 这些列不读：{ $headings }
init-skips = 以下文字作空白，不是作答

## 期
init-period = 文件或文件夹的名称表明是{ $period }
init-no-period = 文件和文件夹的名称没有说明是哪一期，请填写，如 2025H1
init-returns = 各评议主体发出、收回的票数填在这个表里；不知道就留空。

## 单位、指标、评议主体
init-units = 认出 { $n } 个单位，已写入 register.csv，编号为暂编
init-register = 名册的单位名称取自文件，全称、简称、类别请补正
init-twins = “{ $name }”（{ $n } 次）和“{ $other }”（{ $m } 次）是否同一单位写成两样？若是，在名册中删去前者，写到后者的“别名”里
init-indicators = 认出 { $n } 项指标：{ $names }
init-no-indicators = 文件没有写明评的是哪项指标，请在 scheme.toml 填写
init-groups = 认出 { $n } 个评议主体：{ $names }
init-no-groups = 文件没有区分评议主体，全部作为一个主体
init-gaps = 缺 { $n } 列，这些单位没有这项指标：{ $names }
init-odd-group = 评议主体“{ $name }”只出现 { $n } 次，可能是“{ $nearest }”之误，未列入
init-odd-indicator = 指标“{ $name }”只出现 { $n } 次，可能是“{ $nearest }”之误，未列入

## 量表
init-levels = 选项由好到差依次是：{ $names }
init-level-unplaced = “{ $label }”该排在第几档无从判断，请移到合适的位置
init-points = 以下选项的次序，并填写各档分值
init-range = 作答是数字，实见 { $least } 到 { $most }；拟定为 { $min } 到 { $max }，间隔 { $step }。如数字只是选项的代号，请改写为选项
init-several = 有 { $n } 个作答同时选了几项，按规则作无效处理
init-skipped = 这些文字作空白，不是作答：{ $texts }
init-odd-answer = 作答“{ $text }”只有 { $n } 个，可能是笔误，未列入量表
init-odd-answer-near = 作答“{ $text }”只有 { $n } 个，可能是“{ $nearest }”之误，未列入量表
init-odd-more = 另有 { $n } 种少见的作答未列入量表

## 方案
init-shipped = 指标、选项和评议主体都与自带方案 { $id }（{ $name }）相合，即用该方案；其中的分值和权重是否合本地办法
init-copied-open = 指标和选项与自带方案 { $id }（{ $name }）相合，已抄为 scheme.toml，其中写着 REQUIRED 的须填写
init-copied-groups = 指标和选项与自带方案 { $id }（{ $name }）相合，评议主体不同：已抄为 scheme.toml，换成文件里的评议主体，权重须填写；分值和来源说明是否仍然适用
init-drafted = 没有相合的自带方案，已拟 scheme.toml；分值和权重须填写
init-misfit-indicators = 与方案 { $id } 不相合的指标：{ $names }
init-misfit-answers = 方案 { $id } 没有的选项：{ $names }
init-categories = 名册的“类别”须填写，可填：{ $names }
init-one-category = 暂不分类；如分类排名，请在此增列类别，并填写名册的“类别”
init-group-weights = 各评议主体的权重，合计 100;全部删去 weight 则为等权
init-indicator-weights = 各项指标的权重，合计 100;全部删去 weight 则为等权

## 问卷平台
init-platform = 文件由{ $platform }导出，依据是表头{ $evidence }
init-platform-wjx = 问卷星
init-platform-tencent = 腾讯问卷
init-platform-wenjuan = 问卷网
init-platform-limesurvey = LimeSurvey
init-platform-qualtrics = Qualtrics
init-platform-google-forms = Google 表单
init-platform-microsoft-forms = Microsoft Forms
init-exported-texts = 单元格里是选项文字，或评议人打的分数
init-exported-numbers = 单元格里是选项序号，按问卷中的顺序
init-exported-scores = 单元格里是问卷给选项设的分数
init-exported-unlike-name = 文件名所说的选项写法与内容不符，以内容为准
init-numbers = 各序号是哪个选项；序号按问卷中的顺序，不一定从好到差，文件中没有写明
init-numbers-guessed = 按问卷顺序，各序号对应的选项是：{ $pairs }。文件中没有写明，请对照问卷
init-scores = 各分数是哪个选项
init-scores-guessed = 各分数对应的选项是：{ $pairs }。请对照问卷
init-options-unnamed = 没有文件写明选项名称，暂用代称：请在 scheme.toml 和 appraisal.toml 的 answers 中改为实际选项；其中的“不了解”写 kind = "unknown"
init-questions-unnamed = 表头只有题号：{ $names }。题号代表单位的，请在名册中写上单位名称，并把题号写入“别名”；代表指标的，请在 scheme.toml 中写上指标名称，并把题号写入 aliases
init-groups-unnamed = 评议主体只有序号，按问卷中的顺序：请在 scheme.toml 的 label 中写上名称，并把序号写入 aliases
init-level-score = 问卷给“{ $label }”设{ $score }分：方案规定的分值是否相同
init-codes = 各代码是哪个选项，取自代码表
init-same-papers = { $file } 与 { $other } 是同一批答卷，只是选项写法不同，未列入
init-lettered = 选项前的字母是它在题中的顺序，不是选项的一部分
init-branches = 问卷分支对同一单位的同一指标各问一次，每人只答其中一处
init-judged = “{ $heading }”列把 { $n } 份答卷标为“无效”，目前照常计入。要按平台的判断处理，请在 columns 中把该列写为 screener，并在方案中加规则 failed-screener，values = ["无效"]
