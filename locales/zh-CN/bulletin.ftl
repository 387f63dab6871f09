# 通报（公文）的词句。数字由程序按方案取好小数位后传入，这里不再修约。双花括号是留给人填写的地方。

## 首尾
bulletin-title = 关于{ $period }{ $first }{ $title }{ $second }结果的通报
bulletin-number = {"{{"}待审：发文字号{"}}"}
bulletin-addressees = {"{{"}待审：主送机关{"}}"}：
bulletin-office = {"{{"}待审：发文机关{"}}"}
bulletin-date = {"{{"}待审：成文日期{"}}"}
bulletin-opening = 根据《{ $scheme }》（{ $numbered ->
    [yes] { $number }
   *[no] {"{{"}待审：方案文号{"}}"}
}），{ $office }组织开展了{ $period }{ $title }。现将结果通报如下。
bulletin-attachments = 附件：
bulletin-annex = 附件{ $several ->
    [yes] { $n }
   *[no] {""}
}

## 各部分
bulletin-section-basis = 评议基本情况
bulletin-section-results = 评议结果
bulletin-section-indicators = { $n ->
    [2] 两项
    [3] 三项
    [4] 四项
    [5] 五项
    [6] 六项
    [7] 七项
    [8] 八项
    [9] 九项
    [10] 十项
   *[other] 各项
}指标评议结果
bulletin-section-changes = 主要特点和变化
bulletin-section-features = 主要特点
bulletin-section-problems = 存在的突出问题
bulletin-section-demands = 工作要求

## 词
bulletin-internal = { $category }（内部）
bulletin-run-in = { $heading }。
bulletin-measure = “{ $measure }”
bulletin-names-more = { $names }等{ $n }个
bulletin-unit-score = { $unit }（{ $score }分）
bulletin-unit-change = { $unit }（{ $change }分）
bulletin-unit-measure = { $unit }“{ $measure }”
bulletin-unit-why = { $unit }（{ $why }）
bulletin-unit-rate = { $unit }（{ $rate }%{ $known ->
    [yes] ，区间{ $span }%
   *[no] {""}
}）
bulletin-unit-move = { $unit }（第{ $earlier }名至第{ $later }名）
bulletin-topic = { $topic }（{ $n }条）
bulletin-change = { $said ->
    [real] { $direction ->
        [up] 比{ $earlier }上升{ $change }分
        [down] 比{ $earlier }下降{ $change }分
       *[same] 与{ $earlier }持平
    }
    [small] { $direction ->
        [up] 比{ $earlier }高{ $change }分，未达到认定上升的标准
        [down] 比{ $earlier }低{ $change }分，未达到认定下降的标准
       *[same] 与{ $earlier }持平
    }
    [chance] { $direction ->
        [up] 比{ $earlier }高{ $change }分，在误差范围内
        [down] 比{ $earlier }低{ $change }分，在误差范围内
       *[same] 与{ $earlier }持平
    }
   *[unknown] { $direction ->
        [up] 比{ $earlier }高{ $change }分，误差无法估计
        [down] 比{ $earlier }低{ $change }分，误差无法估计
       *[same] 与{ $earlier }持平
    }
}

## 评议基本情况
bulletin-basis-period = 评议期为{ $period }。
bulletin-basis-objects = 评议对象为{ $units }个单位{ $several ->
    [yes] ，其中{ $categories }
   *[no] {""}
}。
bulletin-basis-category = { $category }{ $level ->
    [internal] （内部，只供领导参阅）
    [score-only] （只公布得分，不排名）
   *[ranked] {""}
}{ $n }个
bulletin-basis-indicators = 评议指标{ $named ->
    [yes] 为{ $indicators }{ $n ->
        [1] {""}
       *[other] 等{ $n }项
    }
   *[no] 共{ $n }项
}。
bulletin-basis-groups = 评议主体{ $named ->
    [yes] 为{ $groups }{ $n ->
        [1] {""}
       *[other] 等{ $n }类
    }
   *[no] 共{ $n }类
}。
bulletin-basis-nothing = 本期没有收到评议表。
bulletin-basis-by-group = 分主体看，回收率最高的是{ $best }（{ $best-rate }%），最低的是{ $worst }（{ $worst-rate }%）。

## 评议结果
bulletin-results-whole = 总体情况
bulletin-results-categories = 分类情况
bulletin-results-grades = 等次情况
bulletin-results-unranked = 未排名单位
bulletin-no-scores = 本期没有单位得出总得分。
bulletin-mean-hidden = 单位过少，平均得分不列出。
bulletin-mean = { $part ->
    [internal] { $units }个单位中，除只供领导参阅的类别外，{ $n }个单位总得分平均为{ $mean }分
    [scored] { $units }个单位中，得出总得分的有{ $n }个，平均为{ $mean }分
   *[all] { $units ->
        [1] 参评单位总得分为{ $mean }分
       *[other] { $units }个单位总得分平均为{ $mean }分
    }
}。
bulletin-mean-change = 平均得分{ $changes }。
bulletin-only = 参加排名的只有{ $unit }，得分{ $high }分。
bulletin-all-equal = 参加排名的{ $n }个单位得分相同，均为{ $high }分。
bulletin-not-apart = 参加排名的{ $n }个单位得分在{ $low }分至{ $high }分之间，相互间的差别都在误差范围内，不分先后。
bulletin-ends = 参加排名的{ $n }个单位得分在{ $low }分至{ $high }分之间，{ $few ->
    [yes] 最高的是{ $first }，最低的是{ $last }
   *[no] 居前的是{ $first }，居后的是{ $last }
}。
bulletin-possible-ends = 在{ $confidence }%的置信水平下，{ $first ->
    [1] 可以认定{ $first-unit }居首位
   *[other] 数据不能排除居首位的有{ $first }个单位
}，{ $last ->
    [1] 可以认定{ $last-unit }居末位
   *[other] 不能排除居末位的有{ $last }个单位
}。
bulletin-category = { $n }个单位{ $scored ->
    [yes] 平均得分{ $mean }分{ $changed ->
        [yes] ，{ $change }
       *[no] {""}
    }
    [hidden] 的平均得分因单位或作答过少不列出
   *[no] 没有得出总得分
}。
bulletin-score-only = 该类只公布得分，不排名。
bulletin-all-score-only = 本次评议只公布得分，不排名。
bulletin-grade = { $grade }{ $n }个{ $listed ->
    [yes] ：{ $units }
   *[no] {""}
}。
bulletin-unranked = { $n ->
    [1] 未参加排名的有：
   *[other] 未参加排名的有{ $n }个单位：
}{ $units }。
bulletin-col-mean = 平均得分
bulletin-col-highest = 最高分
bulletin-col-lowest = 最低分

## 指标
bulletin-means-changed = 与{ $earlier }相比，{ $any ->
    [yes] 平均得分的变化可以认定的指标有{ $changes }{ $rest ->
        [0] {""}
       *[other] ，其余{ $rest }项的变化在误差范围内或未达到认定标准
    }
   *[no] { $rest ->
        [1] 该项指标平均得分的变化在误差范围内或未达到认定标准
       *[other] { $rest }项指标平均得分的变化都在误差范围内或未达到认定标准
    }
}。
bulletin-indicator = 平均得分{ $mean }分{ $changed ->
    [yes] ，{ $change }
   *[no] {""}
}。
bulletin-indicator-ends = 得分最高的是{ $best }（{ $best-n ->
    [1] {""}
   *[other] 均为
}{ $best-score }分），最低的是{ $worst }（{ $worst-n ->
    [1] {""}
   *[other] 均为
}{ $worst-score }分）。
bulletin-indicator-not-apart = 各单位得分的差别都在误差范围内，不分先后。
bulletin-table-indicators = 各项指标得分情况

## 特点和变化
bulletin-changes-sure = 得分差别的可靠程度
bulletin-changes-refused = 不作对比的时期
bulletin-changes-heading = 与{ $earlier }相比{ $kind ->
    [previous] （环比）
    [last-year] （同比）
   *[other] {""}
}
bulletin-changes-untested = 可以与{ $earlier }对比的{ $n }个单位中，得分升高的{ $higher }个、降低的{ $lower }个；变化的误差无法估计，是否出于偶然无从判断。
bulletin-changes-scores = { $n }个单位的得分可以与{ $earlier }对比，{ $any ->
    [yes] 可以认定上升的{ $rises ->
        [0] 没有
       *[other] 有{ $rises }个：{ $risen }
    }；可以认定下降的{ $falls ->
        [0] 没有
       *[other] 有{ $falls }个：{ $fallen }
    }{ $rest ->
        [0] {""}
       *[other] ；其余{ $rest }个单位的变化在误差范围内或未达到认定标准，数据不支持作上升或下降的判断
    }
   *[no] 没有一个单位的变化可以认定：变化都在误差范围内或未达到认定标准，数据不支持作上升或下降的判断
}。
bulletin-changes-indicators = 分指标看，{ $rises ->
    [0] 没有可以认定的上升
   *[other] 可以认定上升的有{ $risen }
}{ $falls ->
    [0] ，没有可以认定的下降
   *[other] ；可以认定下降的有{ $fallen }
}。
bulletin-changes-ranks = { $scope ->
    [category] 类内名次
   *[all] 总排名名次
}可以对比的{ $n }个单位中，{ $any ->
    [yes] 可以认定上升的{ $up ->
        [0] 没有
       *[other] 有{ $up }个：{ $risen }
    }；可以认定下降的{ $down ->
        [0] 没有
       *[other] 有{ $down }个：{ $fallen }
    }{ $rest ->
        [0] {""}
       *[other] ；其余{ $rest }个单位的名次升降可能出于偶然
    }
   *[no] 没有一个单位的名次升降可以认定，升降都可能出于偶然
}。

## 问题
bulletin-problems-low = 得分偏低的方面
bulletin-problems-fallen = 得分下降的单位
bulletin-problems-dissatisfied = 不满意率较高的单位
bulletin-problems-comments = 意见集中的方面
bulletin-problems-papers = 评议组织中的问题
bulletin-low-indicators = { $n ->
    [1] 平均得分最低的指标是{ $indicators }
   *[other] 平均得分较低的指标依次是{ $indicators }
}，总得分平均为{ $mean }分。
bulletin-below-mean = 在{ $confidence }%的置信水平下，得分可以认定低于平均的单位有{ $n }个：{ $units }。
bulletin-fallen = 与{ $earlier }相比，得分可以认定下降的有{ $n }项：{ $units }。
bulletin-dissatisfied = 参加排名的单位中，不满意率较高的是{ $units }{ $errors ->
    [yes] ；区间为{ $confidence }%，区间相互重叠的，先后可能出于偶然
   *[no] {""}
}。
bulletin-complaints = 本期收到书面意见{ $n }条，其中批评{ $complaints }条、建议{ $suggestions }条、{ $others ->
    [0] {""}
   *[other] 其他{ $others }条、
}表扬{ $praise }条{ $any ->
    [yes] ；批评较多的是{ $topics }
   *[no] {""}
}。
bulletin-least-returned = 回收率最低的是{ $group }（{ $rate }%），低于总回收率{ $whole }%，原因是{"{{"}待审：回收率低的原因{"}}"}。
bulletin-unregistered = { $all ->
    [yes] 发出、收回份数没有登记，回收率无从计算
   *[no] { $groups }的发出、收回份数没有登记
}。
bulletin-unequal = 收回登记数与清点数不一致的有{ $groups }，原因是{"{{"}待审：不一致的原因{"}}"}。
bulletin-unequal-group = { $group }（登记{ $returned }份，清点{ $found }份）
bulletin-thin = { $kind ->
    [unranked] 有{ $unranked }个单位未参加排名。
    [marked] 有{ $marked }个单位的得分缺少部分评议主体的作答（附件中以*标出）。
   *[both] 有{ $unranked }个单位未参加排名，{ $marked }个单位的得分缺少部分评议主体的作答（附件中以*标出）。
}

## 要求
bulletin-demand-indicators = 改进得分较低的工作
bulletin-demand-units = 落实重点单位整改
bulletin-demand-comments = 办理群众意见
bulletin-demand-returns = 改进评议组织
bulletin-demand-report = 按时报送整改情况
bulletin-slot-indicators = {"{{"}待审：对{ $indicators }提出改进要求{"}}"}。
bulletin-slot-units = {"{{"}待审：对{ $units }提出整改要求{"}}"}。
bulletin-slot-comments = {"{{"}待审：对{ $topics }方面的意见提出办理要求{"}}"}。
bulletin-slot-returns = {"{{"}待审：对提高{ $group }回收率提出要求{"}}"}。
bulletin-slot-report = {"{{"}待审：整改情况报送的内容、时限和责任单位{"}}"}。

## 附件
bulletin-annex-league = { $period }总得分{ $ranked ->
    [yes] 排名
   *[no] {""}
}表
bulletin-annex-scores = { $period }分项指标得分{ $ranked ->
    [yes] 和名次
   *[no] {""}
}表
bulletin-annex-trends = { $period }与往期对比表
bulletin-annex-method = 计分说明
bulletin-annex-quality = 数据质量说明
bulletin-table-changes = { $title }：各项指标得分变化
bulletin-elsewhere = 单位较多，逐个单位的数据见“{ $file }”中的“{ $tab }”表。
bulletin-changed-only = 下表只列变化可以认定的单位和有新增、更名、合并、撤销等变动的单位。
bulletin-note-unranked = 未排名的单位及原因：{ $units }。
