## 复核材料
appeal-title = 关于{ $unit }{"\u000A"}{ $period }评议得分的复核说明
appeal-lead = 现将{ $unit }{ $period }的得分由票数到名次的计算过程逐步列明，供复核使用。计分依据为《{ $scheme }》。{ $whole ->
    [no] 部分评议主体作答人数较少，为保护评议人，其票数和平均分不列，由此不能逐步复算；如有疑问，由办公室当面核对。
   *[yes] 票数见附件，每一步均可据此手工复算。
}本材料不含任何评议人的标识。
appeal-ballots = 评议票的处理
appeal-void = 对本单位的评议票中，按规则作废的有：{ $rules }。
appeal-void-none = 对本单位的评议票中，没有按规则作废的。
appeal-files = 所依据的文件
appeal-files-lead = 计算所读入的文件及其校验值（SHA-256）如下，程序版本{ $version }。文件未变，结果不变。
appeal-counts = { $unit }各主体、各指标、各档票数
appeal-attachment = 附件：
appeal-annex = 附件
appeal-date = {"{{"}待审：日期{"}}"}
appeal-file = 复核说明
appeal-counts-file = 票数
grid-files = 文件
grid-files-tab = 文件
about-appeal = 复核：写出一个单位的得分从票数到名次的全部计算，备复核、申诉之用
about-appeal-long =
    写出一个文件夹：复核说明（DOCX、PDF、网页）、票数（CSV）和校验清单。不含评议人的任何标识。
    给单位的用 --audience public：不含内部掌握的类别，也不含人数过少的票数。
usage-appeal = pingyi appeal [选项] <单位> [文件夹]
examples-appeal =
    pingyi appeal 市教育局 sample-data
    pingyi appeal 市教育局 sample-data --audience public --out 复核/市教育局
appeal-withheld = 按公布规则，{ $unit }的结果不对外提供，没有可写的复核材料。
