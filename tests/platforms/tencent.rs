//! 腾讯问卷.

use super::desk::{Desk, said};

#[test]
fn notes_of_the_platform_are_mapped_and_matrices_taken_apart() {
    let desk = Desk::new().csv(
        "数据.csv",
        &[
            "编号,开始答题时间,结束答题时间,答题时长,1.您的身份,2.请评价市教育局：窗口服务,2.请评价市教育局：办事流程,\
             3.请评价市公安局：窗口服务,3.请评价市公安局：办事流程,4.其他意见,地理位置国家和地区,地理位置省,地理位置市,\
             用户类型,用户标识,昵称,自定义字段",
            "1,2025-06-03 09:05:07,2025-06-03 09:07:07,120秒,企业,满意,满意,一般,满意,无,中国,广西,南宁,微信,a***1,**,",
            "2,2025-06-03 09:06:07,2025-06-03 09:08:07,120秒,群众,一般,满意,,满意,,中国,广西,南宁,微信,a***2,**,",
        ],
    );
    let read = desk.read();
    assert_eq!(read.of("市教育局", "窗口服务"), [("一般", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "窗口服务"), [("一般", 1)]);
    assert_eq!(read.kinds(), []);
    assert!(said(&read.proposal, "init-platform"));
    for line in ["platform = \"tencent\"", "region = \"地理位置市\"", "started = \"开始答题时间\""]
    {
        assert!(read.toml().contains(line), "{line}");
    }
}

#[test]
fn letters_before_options_are_no_part_of_answers_groups_and_units() {
    let desk = Desk::new().csv(
        "数据.csv",
        &[
            "编号,开始答题时间,结束答题时间,答题时长,1.您的身份,2.您评议的单位,3.请逐项评价:窗口服务,3.请逐项评价:办事流程",
            "1,2025-06-03 09:05:07,2025-06-03 09:07:07,120,A.企业,A.市教育局,A.满意,C.一般",
            "2,2025-06-03 09:06:07,2025-06-03 09:08:07,120,B.群众,B.市公安局,A.满意,A.满意",
            "3,2025-06-03 09:07:07,2025-06-03 09:09:07,120,B.群众,A.市教育局,D.不满意,A.满意",
        ],
    );
    let read = desk.read();
    assert_eq!(read.of("市教育局", "窗口服务"), [("不满意", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "办事流程"), [("满意", 1)]);
    let groups = read.appraisal.scheme.groups.iter();
    assert_eq!(groups.map(|group| group.label.zh.as_str()).collect::<Vec<_>>(), ["企业", "群众"]);
    assert_eq!(read.kinds(), []);
}
