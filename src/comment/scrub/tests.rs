use super::*;
use crate::comment::{Piece, Secret};

/// The text with `<id>` for what was struck out.
fn scrubbed(text: &str) -> String {
    let mut names = NameList::default();
    for name in ["赵铁柱", "欧阳娜娜", "Alice Wong", "王芳"] {
        assert!(names.add(name));
    }
    shown(&scrub(text, &names))
}

fn shown(text: &Scrubbed) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Struck(secret) => format!("<{}>", secret.id()),
    };
    text.pieces.iter().map(of).collect()
}

fn holds(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(scrubbed(text), *expected, "{text}");
    }
}

#[test]
fn telephone_numbers_are_struck_out_however_they_are_written() {
    holds(&[
        ("请回电13812345678谢谢", "请回电<phone>谢谢"),
        ("请回电１３８１２３４５６７８", "请回电<phone>"),
        ("138-1234-5678", "<phone>"),
        ("138 1234 5678，或 139.8765.4321", "<phone>，或 <phone>"),
        ("13812345678 13987654321", "<phone> <phone>"),
        ("1\u{200b}38\u{200b}1234\u{feff}5678", "<phone>"),
        ("+86 138 1234 5678", "<phone>"),
        ("0086-13812345678", "<phone>"),
        ("一三八一二三四五六七八", "<phone>"),
        ("幺叁捌零零零零壹贰叁肆", "<phone>"),
        ("138****5678", "<phone>"),
        ("0771-5851234转801", "<phone>转801"),
        ("(0771) 5851234", "(<phone>"),
        ("（010）65123456", "（<phone>"),
        ("电话：585-1234", "电话：<phone>"),
        ("我的手机号是 5851234", "我的手机号是 <phone>"),
        ("13812345678a", "<phone>a"),
        ("400-810-8888", "<phone>"),
    ]);
}

#[test]
fn what_is_no_number_of_a_person_stays() {
    for text in [
        "打12345没人接",
        "拨打12345热线三次",
        "2025年11月22日上午10点",
        "2025-11-22到2025-11-24都去过",
        "罚款200元，共3次",
        "第3号窗口，8:30-17:30",
        "微信公众号看不懂",
        "新区的路不好，新能源车没处停",
        "一二三四五",
        "满意度95.5%",
    ] {
        assert_eq!(scrubbed(text), text);
    }
}

#[test]
fn no_comment_begins_like_a_formula() {
    holds(&[
        ("=cmd()", "cmd()"),
        (" ＝＋@SUM(A1)", "SUM(A1)"),
        ("-5分都不给", "5分都不给"),
        ("+86 138 1234 5678 请回电", "<phone> 请回电"),
        ("==", ""),
        ("\"=HYPERLINK(A1)\"", "HYPERLINK(A1)\""),
        ("“好”字写在墙上", "“好”字写在墙上"),
    ]);
}

#[test]
fn identity_and_bank_cards_are_struck_out() {
    holds(&[
        // Of GB 11643-1999, annex: 11010519491231002X.
        ("身份证11010519491231002X。", "身份证<identity>。"),
        ("110105 19491231 002x", "<identity>"),
        ("４４０５２４１８８００１０１００１４", "<identity>"),
        // A check digit that is wrong: mistyped, and still one person.
        ("110105194912310021", "<identity>"),
        ("110105491231002", "<identity>"),
        ("110105********002X", "<identity>"),
        ("卡号6222021234567890128", "卡号<card>"),
        ("4111 1111 1111 1111", "<card>"),
        ("护照E12345678", "护照<number>"),
        ("统一社会信用代码91450100MA5KAB120Q", "统一社会信用代码<number>"),
        ("工单20251122000123", "工单<number>"),
    ]);
}

#[test]
fn plates_addresses_and_accounts_are_struck_out() {
    holds(&[
        ("桂A12345乱停", "<plate>乱停"),
        ("桂A·D12345 占道", "<plate> 占道"),
        ("粤bd12345违停", "<plate>违停"),
        ("粤Z1234港", "<plate>"),
        ("车牌号是A8F66执法", "车牌号是<plate>执法"),
        ("写信到 zhang.san_1@example.com 吧", "写信到 <mail> 吧"),
        ("zhang＠example．com", "<mail>"),
        ("微信zhangsan_88", "微信<account>"),
        ("加微信号：zs-1990", "加微信号：<account>"),
        ("VX: abcde1", "VX: <account>"),
        ("QQ群 654321", "QQ群 <account>"),
        ("微信同号：13812345678", "微信同号：<phone>"),
        ("@", ""),
        (" @ a.b", "a.b"),
        ("wxid_9k2j3h4g5f", "wxid_<account>"),
    ]);
}

#[test]
fn addresses_of_pages_and_machines_and_moments_are_struck_out() {
    holds(&[
        ("我的IP是192.168.77.31，慢", "我的IP是<address>，慢"),
        ("[2001:db8::7788]", "[<address>]"),
        ("见http://weibo.com/u/zhang_san?id=7 我发了", "见<address> 我发了"),
        ("www.evil.example/a打不开", "<address>打不开"),
        ("11-03 09:41:33在等，18：30：15还在", "11-03 <time>在等，<time>还在"),
        ("9时41分33秒到的", "<time>到的"),
        ("升到3.2.1就好了，8:30开门", "升到3.2.1就好了，8:30开门"),
        ("等了1小时5分20秒", "等了1小时5分20秒"),
    ]);
}

#[test]
fn codes_of_papers_and_disguised_numbers_and_addresses_are_struck_out() {
    holds(&[
        ("R0007是我的编号", "<number>是我的编号"),
        ("评议人T00071号", "评议人<number>号"),
        ("RATER-0007，票号a_2025", "<number>，票号<number>"),
        ("一三九 一二三四 五六七八找我", "<phone>找我"),
        ("壹叁玖-壹贰叁肆-伍陆柒捌", "<phone>"),
        ("138零零壹3捌零零零联系", "<phone>联系"),
        ("13812345678 一三九一二三四五六七八", "<phone> <phone>"),
        ("zhang [at] mail.example.com", "<mail>"),
        ("wang五@qq.com", "wang五<mail>"),
        ("V：zhangsan88 加我", "V：<account> 加我"),
        ("加我薇❤zs_1990", "加我薇❤<account>"),
        ("扣扣：九八七六五四", "扣扣：<account>"),
        (
            "A4纸，5G信号，12345热线，K12，第1、2、3号窗口",
            "A4纸，5G信号，12345热线，K12，第1、2、3号窗口",
        ),
    ]);
}

#[test]
fn listed_names_are_struck_out_with_blanks_between_too() {
    holds(&[
        ("赵铁柱态度差", "<name>态度差"),
        ("赵 铁 柱", "<name>"),
        ("欧阳娜娜说", "<name>说"),
        ("alice  wong和王芳", "<name>和<name>"),
        ("联系人：李四，电话13812345678", "联系人：<name>，电话<phone>"),
        ("署名: 欧阳四", "署名: <name>"),
        ("姓名没有公开", "姓名没有公开"),
    ]);
    assert!(!NameList::default().add(" 王 "));
}

#[test]
fn of_any_text_no_seven_digits_are_left() {
    let digits = "0123456789-. *xX甲@+桂A微信:：电话姓名车牌q一二。王芳/时分秒";
    let pool: Vec<char> = digits.chars().collect();
    let mut state = 7_u64;
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..30 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).unwrap() % pool.len();
            text.push(pool[at]);
        }
        let left = scrubbed(&text);
        let run = left.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        assert!(run.is_none_or(|run| run < 7), "{text} → {left}");
    }
}

#[test]
fn a_struck_out_secret_counts_and_words_stay_in_their_order() {
    let text = scrub("甲13812345678乙桂A12345", &NameList::default());
    assert_eq!(text.struck().collect::<Vec<_>>(), [Secret::Phone, Secret::Plate]);
    assert_eq!(text.key(), "甲<phone>乙<plate>");
}
