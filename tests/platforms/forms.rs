//! Google Forms and Microsoft Forms.

use super::desk::{Desk, said};

#[test]
fn a_grid_of_google_has_its_row_in_brackets() {
    let read = Desk::new()
        .csv(
            "机关评议（回复）.csv",
            &[
                "时间戳记,您的身份,请评价市教育局 [业务工作],请评价市教育局 [廉政建设],请评价市公安局 [业务工作],\
                 请评价市公安局 [廉政建设],意见",
                "2025/6/20 上午 9:30:00 GMT+8,企业,满意,一般,满意,满意,无",
                "2025/6/20 下午 3:40:00 GMT+8,群众,一般,一般,,满意,",
            ],
        )
        .read();
    assert!(said(&read.proposal, "init-platform"));
    assert!(read.toml().contains("platform = \"google-forms\""), "{}", read.toml());
    assert_eq!(read.of("市教育局", "业务工作"), [("一般", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "业务工作"), [("满意", 1)]);
    assert_eq!(read.kinds(), []);
}

#[test]
fn a_likert_question_of_microsoft_has_its_row_behind_a_stop() {
    let read = Desk::new()
        .csv(
            "机关评议(1-2).csv",
            &[
                "ID,开始时间,完成时间,电子邮件,名称,您的身份,请评价市教育局.业务工作,请评价市教育局.廉政建设,\
                 请评价市公安局.业务工作,请评价市公安局.廉政建设,意见",
                "1,2025-06-20T09:30:00,2025-06-20T09:33:00,anonymous,,企业,满意,一般,满意,满意,无",
                "2,2025-06-20T09:40:00,2025-06-20T09:44:00,anonymous,,群众,一般,一般,,满意,",
            ],
        )
        .read();
    assert!(read.toml().contains("platform = \"microsoft-forms\""), "{}", read.toml());
    assert_eq!(read.of("市教育局", "业务工作"), [("一般", 1), ("满意", 1)]);
    assert_eq!(read.of("市公安局", "廉政建设"), [("满意", 2)]);
    assert_eq!(read.kinds(), []);
}
