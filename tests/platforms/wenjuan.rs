//! 问卷网.

use super::desk::Desk;

#[test]
fn a_readable_table_in_gbk_is_taken_apart_at_the_last_underscore() {
    let desk = Desk::new().gbk(
        "All_Data_Readable.csv",
        &[
            "序号,1、您的身份,2、请评价市教育局_窗口服务,2、请评价市教育局_办事流程,3、请评价市公安局_窗口服务,\
             3、请评价市公安局_办事流程,答题时长",
            "1,企业,满意,满意,一般,满意,35秒",
            "2,群众,一般,满意,,不满意,61秒",
        ],
    );
    let read = desk.read();
    assert_eq!(read.of("市教育局", "窗口服务"), [("一般", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "办事流程"), [("不满意", 1), ("满意", 1)]);
    assert_eq!(read.kinds(), []);
    assert!(read.toml().contains("platform = \"wenjuan\""));
}
