//! Words by which persons are told from streets, schools, roles and awards.
//!
//! A list is one text with `|` between its words, so that it stays readable; [`listed`] asks it. Most are folded, where
//! marks do not matter. The invariant: a list says nothing of itself, what it means is said where it is asked.

use rustc_hash::FxHashSet;

/// Whether `word` is one of `list`.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split('|').any(|entry| entry == word)
}

/// A list that is asked often: its phrases, and the words that they end with, by which most questions are answered.
#[derive(Debug)]
pub(super) struct Phrases {
    all: FxHashSet<&'static str>,
    ends: FxHashSet<&'static str>,
}

impl Phrases {
    /// The phrases of a list.
    pub(super) fn of(list: &'static str) -> Self {
        let end = |phrase: &'static str| phrase.rsplit(' ').next().unwrap_or(phrase);
        Self { all: list.split('|').collect(), ends: list.split('|').map(end).collect() }
    }

    /// Whether `phrase` is one of them.
    pub(super) fn has(&self, phrase: &str) -> bool {
        self.all.contains(phrase)
    }

    /// Whether any of them ends with `word`.
    pub(super) fn end_with(&self, word: &str) -> bool {
        self.ends.contains(word)
    }
}

/// Words after which a student is named; folded.
pub(super) const STUDENT: &str = "em|ban|sinh vien|sv|hoc sinh|hs|hssv|hoc vien|ho ten|ho va ten|ten|ten la|nu sinh|nam sinh|lop truong|\
    bi thu|toi la|minh la|con toi|con em|chau|student|students|my name is|named|i am|nguoi hoc|tan sinh vien|\
    cuu sinh vien|sinh vien nam";

/// Words that name a member of staff; folded.
pub(super) const STAFF: &str = "thay|co|thay giao|co giao|giang vien|gv|gvcn|giao vien|giao su|gs|pgs|ts|ths|tien si|thac si|co van|\
    co van hoc tap|cvht|chu nhiem|truong phong|pho phong|truong khoa|pho khoa|chuyen vien|can bo|nhan vien|\
    hieu truong|pho hieu truong|giam thi|ong|ba|anh|chi|chu|bac|truong bo mon|giao vu|bao ve|lecturer|teacher|\
    professor|prof|dr|mr|ms|mrs|staff";

/// Words before a capitalised name that is none of a person, with their marks.
pub(super) const PLACES: &str = "phố|đường|ngõ|ngách|quận|huyện|phường|xã|thị xã|tp|thành phố|tỉnh|trường|đại học|cao đẳng|học viện|thpt|\
    thcs|tiểu học|học bổng|giải|giải thưởng|cúp|quỹ|toà|tòa|toà nhà|tòa nhà|nhà|hội trường|giảng đường|sân|\
    bệnh viện|công viên|chùa|đền|cầu|hầm|bến|bến xe|ga|trạm|tuyến|khu|khu đô thị|làng|thôn|ấp|cơ sở|tại|ở|từ|\
    đến|qua|gần|về|trên|tượng đài|nhà văn|nhà thơ|nhạc sĩ|hoạ sĩ|họa sĩ|chủ tịch|anh hùng|liệt sĩ|vua|tướng|bác|\
    tư tưởng|đoàn|tncs|đội|chi đoàn|câu lạc bộ|clb|tác giả|sách|danh hiệu|gương|phong trào|hải sản|street|road|\
    district|school|university|scholarship|award|city|hall|khoa|viện|phòng|ban|ngành|lớp|môn";

/// Names of places, awards and history wherever they stand apart from a cue; folded.
pub(super) const FAMOUS: &str = "ho chi minh|ly tu trong|nguyen trai|tran phu|nguyen tat thanh|vo nguyen giap|le duan|pham van dong|\
    nguyen du|tran hung dao|le loi|ly thuong kiet|quang trung|nguyen hue|le loi|le thanh tong|ly thai to|\
    tran quoc toan|vo thi sau|nguyen thai hoc|hoang quoc viet|tran dai nghia|le thanh nghi|nguyen van linh|\
    nguyen truong to|phan chu trinh|phan boi chau|phan dinh phung|nguyen van cu|nguyen hien|ton duc thang|\
    ho tung mau|tran duy hung|nguyen phong sac|nguyen khanh toan|dao duy anh|le van luong|hoang hoa tham";

/// Two words that look like a surname and a given name; folded.
pub(super) const NO_NAMES: &str = "ha noi|ha nam|ha tinh|ha giang|ha dong|ha long|ha thanh|thai nguyen|thai binh|thai lan|cao bang|cao dang|\
    cao lanh|lam dong|ninh binh|ninh thuan|kim ma|doan thanh|doan truong|doan tncs|dao tao|mai dich|ly luan|\
    hoang mai|hoang sa|hoang cau|ho tay|ho guom|ho hoan|son la|son tay|van phong|van hoa|van hien|van ban|\
    van thu|van bang|chu nhiem|chu tich|hoa binh|hoa lac|hoa ky|hoa hoc|chau au|chau a|kim dong|ly thuyet|\
    la mot|vi du|vi tri|vien thong|duong sat|duong lang|cao hoc|ma so|danh sach|danh muc|kim chung|kim lien|\
    son dong|tu liem|tu xa|mai chau|luong tam|thai hoc|vu khi|truong dai|truong khoa|truong phong|truong thpt|\
    truong cao|truong hoc|truong sa|dang ky|dang uy|dang bo|dang cong|dang vien|vien truong|ninh hoa|van dien|\
    van lang|van phuc|giang vien|tong cuc|chau doc";

/// Capitalised words after "thầy" and "cô" that are no given names; folded.
pub(super) const NO_GIVEN_NAMES: &str = "co|thay|giao|khoa|phong|truong|vien|ban|bo|hieu|chu|giang|hieu truong|toan|tin|van|trung|tro|va|em|cac|toi|\
    oi|noi|day|da|dang|se|co|khong|thi|la|giup|gv|gvcn|cvht|ctsv|hou|clb|bgh|tieng|mon|lop|nha|truc|quan|tam|\
    hai|ba|nao";

/// Paths of social networks that are no profiles.
pub(super) const NO_PROFILES: &str = "groups|group|events|event|pages|sharer|sharer.php|share|hashtag|watch|photo|photo.php|photos|story.php|\
    permalink.php|marketplace|policies|help|login|dialog|plugins|p|reel|reels|explore|search|tag|home|intent|i|\
    g|joinchat|s|pc|messages|profile.php";

/// What names of pages of schools and units begin with.
pub(super) const PAGE_BEGINS: &str = "khoa|truong|vien|phong|doan|hoi|clb|daihoc|dhqg|thuvien|trungtam|tuyensinh|dao-tao|daotao|congdoan|lienchi|\
    ktx|bo|so|uy";

/// What names of pages of schools and units hold.
pub(super) const PAGE_HOLDS: &str = "daihoc|university|college|school|faculty|institute|library|official|fanpage|edu.vn|eduvn|doanthanhnien|\
    hoisinhvien|tuyensinh|thuvien|sinhvien|confession|club|union|clb|tuoitre|giaoduc|moet";
