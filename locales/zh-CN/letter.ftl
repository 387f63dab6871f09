# 反馈函的词句。收函人是被评议单位，语气平实、客气；数据不能支持的差别不说成差别。

letter-title =
    关于{ $period }
    { $title }结果的反馈函
letter-number = {"{{"}待审：发文字号{"}}"}
letter-to = { $unit }：
letter-opening = 根据《{ $scheme }》，{ $has-office ->
    [yes] { $office }组织开展了{ $period }{ $title }
   *[no] { $period }{ $title }已经完成
}，共收到有效评议表{ $papers }份。现将你单位的评议结果反馈如下。

## 各部分
letter-part-result = 评议结果
letter-part-comments = 意见建议
letter-part-reply = 整改与复核

## 总体结果
letter-score = 你单位总得分{ $score }分{ $few ->
    [yes] {""}
   *[no] ，有效票n={ $n }
}{ $known ->
    [yes] ，{ $confidence }%置信区间为{ $interval }分
   *[no] ，得分的误差无法估计
}。
letter-no-score = 你单位本期没有得分，原因是：{ $why }。没有得分不按0分处理，也不参加排名。
letter-withheld-part = 你单位在本期的一部分时间里属于只向领导报告的类别，得分不予列示，也不参加排名。
letter-withheld = 本期评议你单位的人数过少，为保护评议人，得分不予列示，也不参加排名。
letter-missing-renormalise = 有评议主体对你单位的有效作答不足，其权重由其他主体按比例分担。
letter-missing-category-mean = 有评议主体对你单位的有效作答不足，以该主体对同类单位的平均分代替。
letter-missing-zero = 有评议主体对你单位的有效作答不足，按方案以0分计入。
letter-missing-unranked = 有评议主体对你单位的有效作答不足，按方案只列得分，不排名。
letter-rates = { $list }。
letter-rate-satisfied = 满意率{ $rate }%
letter-rate-dissatisfied = 不满意率{ $rate }%
letter-rate-knowledge = 了解率{ $rate }%
letter-internal = 你单位所在类别的结果只供领导参阅，不排名，不公布。
letter-unranked-all = 你单位未列入排名：{ $why }。
letter-unranked = 你单位未列入{ $scope }排名：{ $why }。
letter-rank = { $of ->
    [1] { $scope }中只有你单位参加排名。
   *[other] { $scope }中有{ $of }个参加排名，你单位{ $joint ->
        [yes] 并列
       *[no] 列
    }第{ $rank }名，{ $set ->
        [sole] 数据支持这一名次。
        [all] 但数据不能排除其中任何一个名次。
        [some] 数据不能排除的名次为第{ $best }至第{ $worst }名。
       *[unknown] 误差无法估计，这一名次是否出于偶然无从判断。
    }
}
letter-rank-caution = 以上判断的置信水平为{ $confidence }%，名次相近的单位不宜分先后。
letter-mean = { $scope }平均得分{ $mean }分。
letter-side = { $side ->
    [above] 可以认定你单位高于该类参加排名单位的平均。
   *[below] 可以认定你单位低于该类参加排名单位的平均。
}
letter-grade = 等次为“{ $grade }”。

## 分项情况
letter-own = 你单位
letter-best = 本类最高
letter-figure-profile = { $kind ->
    [ends] 各项得分与同类平均、最高和最低
    [mean] 各项得分与同类平均
   *[own] 各项得分
}
letter-figure-profile-description = { $kind ->
    [ends] { $unit }各项指标得分与同类平均、最低和最高的比较，数值印在图的右侧。
    [mean] { $unit }各项指标得分与同类平均的比较，数值印在图的右侧。
   *[own] { $unit }各项指标得分，数值印在图的右侧。
}
letter-strong = 与{ $scope }平均相比，相对较好的是{ $list }。
letter-weak = 相对较弱的是{ $list }。
letter-strong-own = 各项指标中，得分较高的是{ $list }。
letter-weak-own = 得分较低的是{ $list }。
letter-indicator = “{ $indicator }”（{ $score }分{ $said ->
    [own] {""}
   *[other] ，{ $direction ->
        [up] 高{ $gap }分
        [down] 低{ $gap }分
       *[same] 与平均相同
    }
}{ $said ->
    [within] ，在误差范围内
    [beyond] ，超出误差范围
    [unknown] ，误差无法估计
   *[quiet] {""}
}）
letter-within = { $n ->
    [1] 这一差别在误差范围内，只供参考。
   *[other] 这些差别都在误差范围内，只供参考。
}
letter-even = 你单位各项指标与{ $scope }平均的差距相同，分不出长短。

## 作答分布与各评议主体打分
letter-figure-levels-description = 你单位总体和各项指标各档次占比的分向条形图，数值见下表。
letter-table-levels = 各档次占有效作答的百分比（%）
letter-col-measure = 项目
letter-table-groups = 各评议主体对你单位的打分
letter-col-weight = 权重（%）
letter-col-to-whole = 与总得分之差
letter-groups-note = 各评议主体打分宽严不一，主体之间的差别不等于服务的差别。
letter-groups-hidden = 其余评议主体作答人数较少，为保护评议人，其打分不予列示。
letter-groups-none = 评议主体中有作答人数较少的，为保护评议人，不列各评议主体打分。

## 与往期对比
letter-figure-past = 各期总得分{ $mean ->
    [yes] 与同类平均
   *[no] {""}
}
letter-figure-past-description = 你单位各期总得分{ $mean ->
    [yes] 和同类平均
   *[no] {""}
}的折线图。
letter-change = { $direction ->
    [same] 与{ $earlier }的{ $before }分相比，总得分持平{ $known ->
        [yes] （变化的误差为±{ $margin }分）
       *[no] {""}
    }。
   *[other] 与{ $earlier }的{ $before }分相比，总得分{ $direction ->
        [up] 高{ $change }分
       *[down] 低{ $change }分
    }{ $known ->
        [yes] （变化的误差为±{ $margin }分）
       *[no] {""}
    }，{ $said ->
        [real] 在{ $confidence }%的置信水平下可以认定{ $direction ->
            [up] 上升
           *[down] 下降
        }。
        [small] 未达到方案认定变化的标准。
        [within] 在误差范围内，不能认定有升降。
        [chance] 许多单位同时比较，这样的变化可能出于偶然，不能认定有升降。
       *[unknown] 误差无法估计，不能认定有升降。
    }
}
letter-no-change = 你单位{ $earlier }或本期没有得分，不作对比。
letter-new = 你单位为本期新增，与{ $earlier }没有可比的得分。
letter-merged = 你单位由原有单位合并或分立而来，不与{ $earlier }对比。
letter-moved = { $scope }中两期都有名次的有{ $n }个，你单位由第{ $before }名变为第{ $after }名，变动可以认定。
letter-rises = 可以认定上升的指标：{ $list }。
letter-falls = 可以认定下降的指标：{ $list }。
letter-indicator-change = “{ $indicator }”（{ $change }分）

## 意见建议
letter-no-comments = 本期没有收到对你单位的文字意见。
letter-comments = 本期收到对你单位的文字意见{ $n }条：{ $parts }。
letter-table-topics = 意见的主题（条）
letter-table-quotes = 批评、建议和其他意见摘录
letter-table-praise = 表扬摘录
letter-more-topics = 另有{ $n }个主题，见意见清单。
letter-more-quotes = 另有{ $n }条，见意见清单。
letter-quotes-note = 相近的意见已经合并，个人信息已经隐去。

## 整改与反馈
letter-reply = 请你单位结合上述结果{ $comments ->
    [yes] 和意见
   *[no] {""}
}认真研究，对确有不足的提出整改措施，填写所附整改情况表，于{"{{"}待审：反馈时限{"}}"}前书面反馈我单位。
letter-closing = 特此函告。
letter-attachment = 附件：
letter-details = 评议结果明细
letter-form = 评议反馈问题整改情况表
letter-annex = { $n ->
    [0] 附件
   *[other] 附件{ $n }
}
letter-form-unit = 单位：{ $unit }（盖章）
letter-col-problem = 问题
letter-col-measures = 整改措施
letter-col-person = 责任人
letter-col-deadline = 时限
letter-col-outcome = 结果
letter-problem-indicator = “{ $indicator }”得分{ $score }分，比同类平均低{ $gap }分{ $said ->
    [beyond] {""}
    [within] （在误差范围内，请结合实际研判）
   *[unknown] （误差无法估计，请结合实际研判）
}{ $direction ->
   *[down] {""}
}
letter-problem-topic = “{ $topic }”方面的批评和建议{ $n }条
letter-form-note = “问题”栏由评议数据列出，可据实增删；“结果”栏在整改完成后填写。
letter-office = {"{{"}待审：发函单位{"}}"}
letter-date = {"{{"}待审：成文日期{"}}"}

## 有关说明
letter-note-figure = { $kind ->
    [own] 分项图中，圆点为你单位得分。
   *[mean] 分项图中，圆点为你单位得分，竖线为同类平均。
}横轴不从0开始，看长短请同时看数值。
letter-note-error = 得分来自部分评议人，有抽样误差；置信区间的置信水平为{ $confidence }%，各单位、各指标单独成立{ $kind ->
    [own] {""}
   *[mean] ，“在误差范围内”指区间包含同类平均
}。
letter-appeal = 对结果有异议的，可在{"{{"}待审：复核申请时限{"}}"}前向我单位书面申请复核（联系人、电话：{"{{"}待审{"}}"}）。
