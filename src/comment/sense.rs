//! Whether a comment praises, complains or advises.

use super::topics::{Mark, Topics};

/// How far behind a negation what it denies may begin: 没有得到及时.
const REACH: usize = 4;

/// What a comment is (性质), as far as words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// It praises and nothing else.
    Praise,
    /// It complains, whatever it praises beside.
    Complaint,
    /// It wishes or advises, and does not complain.
    Suggestion,
    /// None of these words stands in it.
    Other,
}

impl Stance {
    /// All of them, in the order of the tables.
    pub const ALL: [Stance; 4] =
        [Stance::Praise, Stance::Complaint, Stance::Suggestion, Stance::Other];

    /// Its stable id, such as `praise`.
    pub fn id(self) -> &'static str {
        match self {
            Stance::Praise => "praise",
            Stance::Complaint => "complaint",
            Stance::Suggestion => "suggestion",
            Stance::Other => "other",
        }
    }

    /// Whether the office is to see to it: everything but praise.
    pub fn is_to_handle(self) -> bool {
        self != Stance::Praise
    }
}

/// What the words of a comment say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sense {
    praise: u32,
    complaint: u32,
    suggestion: u32,
    /// Words that deny; comments with different numbers of them never mean the same.
    pub(super) negations: u32,
}

impl Sense {
    /// Reads a text of plain characters.
    ///
    /// The longest word counts. An odd number of negations close before an evaluation in its clause
    /// turns it round; what is praised behind a wish is wished for.
    pub(super) fn of(text: &[char], topics: &Topics) -> Sense {
        let mut sense = Sense::default();
        // Where the negations of the clause end that no evaluation has used up.
        let mut denied: Vec<usize> = Vec::new();
        let mut is_wished = false;
        let mut at = 0;
        while at < text.len() {
            if ends_clause(text[at]) {
                denied.clear();
                is_wished = false;
            }
            let Some((length, mark)) = topics.mark(&text[at..]) else {
                at += 1;
                continue;
            };
            match mark {
                Mark::Plain => {}
                Mark::Negation => {
                    sense.negations += 1;
                    denied.push(at + length);
                }
                Mark::Suggestion => {
                    sense.suggestion += 1;
                    is_wished = true;
                }
                Mark::Praise | Mark::Complaint => {
                    let near = denied.drain(..).filter(|end| at - end <= REACH).count();
                    let is_praise = (mark == Mark::Praise) != (near % 2 == 1);
                    match is_praise {
                        true if is_wished => {}
                        true => sense.praise += 1,
                        false => sense.complaint += 1,
                    }
                }
            }
            at += length;
        }
        sense
    }

    /// What the comment is. What might need an answer is never praise.
    pub(super) fn stance(self) -> Stance {
        match self {
            Sense { complaint: 1.., .. } => Stance::Complaint,
            Sense { suggestion: 1.., .. } => Stance::Suggestion,
            Sense { praise: 1.., .. } => Stance::Praise,
            _ => Stance::Other,
        }
    }
}

fn ends_clause(c: char) -> bool {
    matches!(c, ' ' | ',' | '.' | ';' | ':' | '!' | '?' | '。' | '、' | '~' | '—' | '-' | '|' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::plain::folded;

    fn stance(text: &str) -> Stance {
        let text: Vec<char> = folded(text).collect();
        Sense::of(&text, &Topics::shipped()).stance()
    }

    #[test]
    fn praise_is_told_from_complaint() {
        for text in [
            "态度很好，办事快！",
            "服务热情、耐心",
            "窗口人员不错",
            "办事效率高",
            "感谢工作人员",
            "点赞",
        ] {
            assert_eq!(stance(text), Stance::Praise, "{text}");
        }
        for text in ["态度差", "办事太慢了", "互相推诿扯皮", "电话打不通", "跑了几趟都没办成"]
        {
            assert_eq!(stance(text), Stance::Complaint, "{text}");
        }
        assert_eq!(stance("建议增加窗口"), Stance::Suggestion);
        assert_eq!(stance("我去年去过一次"), Stance::Other);
    }

    #[test]
    fn a_negation_turns_what_follows_round() {
        for text in
            ["不热情", "服务态度不太好", "没有得到及时回复", "办事不够公开透明", "回应不是很及时"]
        {
            assert_eq!(stance(text), Stance::Complaint, "{text}");
        }
        for text in
            ["没有推诿", "从不拖拉", "办事一点不慢", "没有不满意的地方", "没问题", "未见吃拿卡要"]
        {
            assert_eq!(stance(text), Stance::Praise, "{text}");
        }
    }

    #[test]
    fn a_negation_does_not_reach_into_the_next_clause() {
        assert_eq!(stance("材料不多，很方便"), Stance::Praise);
        assert_eq!(stance("不仅热情而且专业"), Stance::Praise);
        assert_eq!(stance("不用排队。很满意"), Stance::Praise);
    }

    #[test]
    fn what_is_wished_for_is_not_praised() {
        for text in ["希望态度热情一些", "请提高效率", "希望越来越好", "办事还行，希望更方便"]
        {
            assert_eq!(stance(text), Stance::Suggestion, "{text}");
        }
    }

    #[test]
    fn praise_with_a_complaint_is_a_complaint() {
        assert_eq!(stance("态度很好，就是太慢"), Stance::Complaint);
    }
}
