# pingyi reconcile：纸质票双人录入比对。

### 帮助

about-reconcile = 双录：比对两人分别录入的纸质票，核定差异
about-reconcile-long =
    按票号对行，按表头对列，逐格列出两人录得不同之处，并算出录入差错率。写 --out 时
    存下待核差异：由第三人对照原票，逐条填写“核定值”和“核定人”。再用 --settled
    得出评议所读的那一张表。这些文件写着每张票的内容，只限内部保管。
    公式见 docs/methods.md 第 22 节。
usage-reconcile = pingyi reconcile <甲录> <乙录> [选项]
examples-reconcile =
    pingyi reconcile 甲录.xlsx 乙录.xlsx
    pingyi 双录 甲录.csv 乙录.csv --key 表号 单位 --ignore 录入人 --out 待核
    pingyi 双录 甲录.csv 乙录.csv --settled 待核/待核差异.csv --out 核定

option-typed = 两人录入的表，CSV 或工作簿
option-key = 用哪几列对行，票号在前；不写时按常用表头认
option-ignore = 哪几列不比对，如录入人、录入时间
option-settled = 填好的待核差异
option-out-reconcile = 写入哪个文件夹：待核差异，或（写 --settled 时）核定后的表
value-typed = 文件
value-key = 列
value-ignore = 列
value-settled = 文件

### 表

reconcile-columns-title = 各列差异
reconcile-columns-file = 录入差错
reconcile-settle-title = 待核差异
reconcile-settle-file = 待核差异
reconcile-settled-title = 核定结果
reconcile-settled-file = 核定结果
reconcile-typists-title = 各录入人差错
reconcile-typists-file = 录入人差错
reconcile-heading-column = 列
reconcile-heading-compared = 比对格数
reconcile-heading-differing = 不同
reconcile-heading-unlike = 仅写法不同
reconcile-heading-wrong = 录错
reconcile-heading-rate = 差错率%
reconcile-heading-low = 95%下限
reconcile-heading-high = 95%上限
reconcile-heading-file = 文件
reconcile-all = 全部
reconcile-column = 列名
reconcile-first = 甲录
reconcile-second = 乙录
reconcile-settled = 核定值
reconcile-initials = 核定人
reconcile-remark = 备注

### 说明

reconcile-note-key = 按 { $key } 对行，共比对 { $n } 行。
reconcile-note-rate = 两人在 { $cells } 格中有 { $wrong } 格录得不同，占 { $rate }%{ $has-interval ->
        [yes] （按票计算的 95% 置信区间为 { $low }% 至 { $high }%）
       *[no] {""}
    }。
reconcile-note-half = 若两人差错率相同，则每人约录错其中一半：{ $rate }%{ $has-interval ->
        [yes] （{ $low }% 至 { $high }%）
       *[no] {""}
    }。
reconcile-note-unlike = 仅写法不同：只差在全角半角、空格、大小写或多余的零，以甲录的写法为准。
reconcile-note-typists = 与核定值不同的即为录错。
reconcile-note-blind = 两人录错得一样的，这里看不出来。
reconcile-note-next = 核定办法：用 --out 存下待核差异，对照原票逐条填写（原票为空白的填“（空）”），再用 --settled 重新运行。
