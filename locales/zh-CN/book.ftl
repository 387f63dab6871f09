# 写成文件：文件名、数据表（工作簿）、CSV 的用语

file-bulletin = 通报.html
file-document = 通报
file-letter = 反馈函
file-workbook = 数据表.xlsx
file-tables = 表格
file-charts = 图表

book-about = 说明
book-back = 回到“说明”
book-facts = 主要数据
book-summary = 评议结果
book-contents = 目录
book-notes = 计分说明
book-bars = 得分列中数据条的起点略低于本表最低分，不从 0 开始，只便于比较高低。
book-pages = 第 { $page } 页 / 共 { $pages } 页
book-joint = 并列
book-real = { $column }（可认定）
book-yes = 是
book-marked = { $column }（标注）

book-finding-effect = 处理
book-finding-code = 代码
book-finding-file = 文件
book-finding-sheet = 工作表
book-finding-row = 行
book-finding-column = 列
book-finding-key = 键
book-finding-value = 原值
book-finding-nearest = 最接近的正确值
book-finding-message = 说明
