# pingyi comments：评议人用自己的话写下的意见。

### 帮助

about-comments = 意见：隐去个人信息，归并、归类、分送各单位，跟踪到办结
about-comments-long =
    读 appraisal.toml 中本期的意见文件，隐去电话、身份证号、银行卡号、车牌、账号和名单中的
    姓名，把说法相近的合并，按词典归到主题，把表扬同批评分开，按单位统计。写 --out 时存下意见
    清单、统计表和分送各单位的意见；清单中的“办理状态”“答复”“日期”由办公室填写，下次作为
    tracking_file 读入，状态即可接续。程序只认词和格式，不懂文意：分送和公开之前请有人看一遍。
usage-comments = pingyi comments [文件夹] [选项]
examples-comments =
    pingyi comments
    pingyi 意见 评议 --period 2025H2 --out 意见
    pingyi comments --dictionary > topics.toml

option-dictionary = 印出自带的意见词典，存下后可以修改
option-out-comments = 写入哪个文件夹：意见清单、统计表、各单位意见
comment-none = { $period } 没有意见文件。请在 appraisal.toml 该期下写 [[periods.comments]] files = ["…"]。

### 隐去之处

comment-struck-phone = 〔电话〕
comment-struck-identity = 〔身份证号〕
comment-struck-card = 〔银行卡号〕
comment-struck-plate = 〔车牌〕
comment-struck-mail = 〔邮箱〕
comment-struck-account = 〔账号〕
comment-struck-address = 〔网址〕
comment-struck-time = 〔时刻〕
comment-struck-number = 〔号码〕
comment-struck-name = 〔姓名〕
comment-struck-unit = 〔单位〕

### 性质和状态

comment-stance-praise = 表扬
comment-stance-complaint = 批评
comment-stance-suggestion = 建议
comment-stance-other = 其他
# 句子里的条数。
comment-said-complaint = 批评{ $n }条
comment-said-suggestion = 建议{ $n }条
comment-said-praise = 表扬{ $n }条
comment-said-other = 其他{ $n }条
comment-status-open = 待办
comment-status-working = 办理中
comment-status-closed = 办结

### 表

comment-units-title = 各单位意见
comment-units-file = 意见统计-{ $period }
comment-topics-title = 意见主题
comment-topics-file = 意见主题-{ $period }
comment-list-title = 意见清单
comment-list-file = 意见清单-{ $period }
comment-unit-title = { $unit }：意见
comment-unit-file = { $unit }-意见-{ $period }
comment-units-folder = 各单位

comment-col-id = 意见编号
comment-col-unit = 单位
comment-col-category = 类别
comment-col-topic = 主题
comment-col-topics = 主题
comment-col-stance = 性质
comment-col-said = 条数
comment-col-merged = 合并后
comment-col-times = 相近条数
comment-col-text = 意见
comment-col-mentioned = 文中提到
comment-col-status = 办理状态
comment-col-judged = 改判性质
comment-col-passed-to = 转办单位
comment-col-reply = 答复
comment-col-date = 日期
comment-col-without-topic = 未归类
comment-col-to-handle = 应办
comment-col-working = 办理中
comment-col-closed = 办结
comment-col-closed-rate = 办结率%
comment-no-unit = 未指明单位
comment-all = 合计

### 说明

comment-note-received = 读到 { $cells } 格，其中空白或没有意见的 { $nothing } 格，未读入的 { $refused } 格，意见 { $comments } 条。
comment-note-several = 其中 { $n } 条涉及几个单位，每个单位各计一条。
comment-note-merged = 说法相近的合并后为 { $merged } 条。
comment-note-struck = 已隐去：{ $list }。
comment-note-struck-one = { $what } { $n } 处
comment-note-groups = 按评议主体：{ $list }。
comment-note-group = { $group } { $n } 条
comment-note-topics = 一条意见可以有几个主题，所以各主题之和可以大于条数。
comment-note-handle = 办结率是办结的条数占应办条数（合并后，表扬除外）的百分比。
comment-note-words = 主题和性质按词典判断，可在清单的“改判性质”“转办单位”两列中更正。
