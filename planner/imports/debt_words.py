"""How people write a list of debts: column names, kinds and other words in Chinese, and in looser English.

One table a purpose; the words of the contract itself need no line. A spelling is compared folded (``fold``), so
"Due day", "due_day" and "DUE-DAY" are one. The first word of a column or value is the one shown to the reader of a
Chinese file. A word that can be read in two ways is not guessed: it stands in ``UNCLEAR``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

COLUMNS = {
    "name": "名称 名字 债务 债务名称 欠款名称 欠款项目 项目名称 贷款名称 账户名称 debt debt-name account-name",
    "balance": (
        "余额 欠款余额 当前余额 剩余余额 欠款 欠款金额 欠款总额 总欠款 当前欠款 剩余欠款 待还 待还金额 待还总额 待还余额 未还 "
        "未还金额 剩余待还 剩余应还 应还总额 全部待还 还欠 现欠 尚欠 尚欠金额 今天还欠 current-balance balance-today balance-owed "
        "amount-owed owed outstanding outstanding-balance what-you-owe-today"
    ),
    "apr": (
        "年利率 利率 年化利率 年化 年化率 年息 贷款利率 借款利率 贷款年利率 借款年利率 interest-rate annual-rate yearly-rate "
        "annual-interest-rate annual-percentage-rate interest-per-year interest-per-year-(apr) interest-rate-(apr)"
    ),
    "creditor": "放款方 债权人 债主 出借人 出借方 贷款方 放款机构 贷款机构 机构 银行 平台 lender bank owed-to",
    "kind": "类型 种类 类别 债务类型 债务种类 欠款类型 欠款种类 贷款类型 贷款种类 type debt-type kind-of-debt type-of-debt",
    "currency": "币种 货币 币别 货币种类 currency-code",
    "principal": (
        "本金 借款本金 贷款本金 原始本金 借款金额 贷款金额 借款总额 贷款总额 借了多少 original-amount original-balance "
        "original-principal amount-borrowed"
    ),
    "minimum": (
        "最低还款 最低还款额 最低还款金额 最低应还 最低应还额 最低应还金额 最低要还 每月最低 每月最低还款 每月最低还款额 月最低还款 月供 "
        "每月还款 每月还款额 月还款 月还款额 每月应还 每月还 说好每月还 每期还款 每期还款额 每期应还 minimum-payment min-payment "
        "minimum-due minimum-monthly-payment min-monthly-payment monthly-minimum monthly-payment min least-you-must-pay"
    ),
    "minimum_percent": (
        "最低还款比例 最低还款百分比 最低还款率 最低比例 最低还款% 最低还款额% minimum-% min-% min-percent minimum-payment-% minimum-payment-percent"
    ),
    "minimum_floor": "最低还款下限 最低还款额下限 最低还款不少于 min-floor minimum-payment-floor",
    "minimum_plus": "最低还款另加 最低还款外加 最低还款加上",
    "minimum_of": "最低还款基数 最低还款按什么算",
    "apr_changes": "利率变动 利率变化 利率调整 年利率变动 年利率变化 年利率调整 rate-changes",
    "day_count": "计息方式 计息方法 计息基础 计息规则",
    "due_day": (
        "还款日 每月还款日 月还款日 最后还款日 还款日期 每月还款日期 扣款日 due-date payment-day payment-due-day due-day-of-the-month"
    ),
    "term_months": (
        "剩余期数 剩余月数 剩余期限 剩余分期 还剩期数 还剩月数 还剩几期 还剩几个月 未还期数 months-left remaining-months "
        "months-remaining payments-left remaining-payments"
    ),
    "fee_percent": "每期手续费率 手续费率 分期手续费率 每期费率 分期费率 fee-%",
    "early_fees": "提前还款费用 提前还款手续费 提前结清费用 提前结清手续费",
    "deferred_until": "延后计息至 延后计息到 递延计息至",
    "deferred_apr": "延后计息利率 延后计息年利率 递延计息利率",
    "interest_waived_until": "免息至 免息到 免息截止 免息截止日 免息期至",
    "account_fee": "账户管理费 账户费 账户月费 每月账户费 管理费",
    "late_fee": "每次逾期费 单次逾期费 逾期手续费",
    "grace_days": "宽限天数 宽限期 宽限期天数 宽限日数",
    "penalty_apr": "罚息利率 罚息年利率 逾期利率 逾期年利率 penalty-rate",
    "credit_limit": "信用额度 额度 总额度 授信额度 limit",
    "pause_from": "暂停还款开始 暂停还款自 停息开始 停息自 暂停开始 缓还开始",
    "pause_until": "暂停还款至 暂停还款到 暂停还款结束 停息至 停息到 停息结束 暂停结束 缓还结束",
    "account": "账户 账号 所属账户 同一账户",
    "allocation": "还款分配 还款分配方式 还款分配顺序 入账顺序",
    "priority": "优先 优先还 优先还款 是否优先 先还 要先还 pay-first",
    "secured": "有抵押 抵押 是否抵押 是否有抵押",
    "disputed": "有争议 争议 是否争议 是否有争议 in-dispute",
    "liable": "还款责任 责任 责任人 谁来还 谁的债 who-is-liable",
    "order": "顺序 我的顺序 还款顺序 还款次序 排序 自定义顺序 我自己排的顺序 my-order own-order",
    "settlement_amount": "协商结清金额 协商还款金额 结清优惠金额 减免后金额 和解金额 settlement-offer",
    "settlement_until": "协商结清截止 协商结清截止日 结清优惠截止 结清优惠截止日 和解截止 和解截止日",
    "interest": "利息 已产生利息 累计利息 未还利息 应还利息 欠息 到现在的利息 accrued-interest interest-so-far",
    "fees": "费用 手续费 各项费用",
    "penalties": (
        "违约金 罚息 滞纳金 逾期违约金 逾期罚息 逾期费用 违约金和罚息 逾期的违约金和罚息 penalty late-charges penalties-for-being-late"
    ),
    "arrears": "逾期金额 逾期欠款 逾期总额 已逾期金额 拖欠金额 欠缴金额 已到期未还 past-due amount-past-due overdue-amount behind-by",
    "to_bring_current": "补齐金额 补到正常要还 恢复正常要还 amount-to-bring-it-current",
    "to_close": "结清金额 一次结清 一次性结清 一次结清金额 一次性结清金额 提前结清金额 一次结清要还 payoff-amount amount-to-close-it",
    "last_offer": "对方方案 对方最近方案 对方最近的方案 最近方案 最新方案 their-last-offer",
    "days_past_due": "逾期天数 逾期日数 已逾期天数 days-late days-overdue",
    "account_tail": "尾号 卡号尾号 账号尾号 卡尾号 后四位 末四位 卡号后四位 尾号4位 last-4 last-4-digits last-four last-four-digits",
    "collector": "催收方 催收公司 催收机构 催收人 谁在催收 现在是谁在收 collection-agency",
    "due_since": "最后应还日 最后到期日",
    "late_since": "最早未还日 逾期起始日 逾期开始日 逾期起算日",
    "collector_since": "催收开始日 催收开始日期 催收开始 委外日期 转催收日期",
}
"""Other names of each column of the contract and of the store."""

UNCLEAR = {
    "金额": ("balance", "principal"),
    "amount": ("balance", "principal"),
    "总额": ("balance", "principal"),
    "剩余本金": ("balance", "principal"),
    "应还": ("balance", "minimum"),
    "应还金额": ("balance", "minimum"),
    "应还款": ("balance", "minimum"),
    "本期应还": ("balance", "minimum"),
    "本月应还": ("balance", "minimum"),
    "还款额": ("balance", "minimum"),
    "还款金额": ("balance", "minimum"),
    "payment": ("minimum",),
    "期数": ("term_months",),
    "总期数": ("term_months",),
    "分期数": ("term_months",),
    "期限": ("term_months",),
    "term": ("term_months",),
    "rate": ("apr",),
    "到期日": ("due_day",),
    "日期": ("due_day",),
    "逾期": ("arrears", "days_past_due"),
    "overdue": ("arrears", "days_past_due"),
}
"""Words that can be read in more than one way, with the columns they may mean."""

NOT_YEARLY = {
    "day": "日利率 日息 日化利率 daily-rate rate-per-day",
    "month": "月利率 月息 月费率 月化利率 monthly-rate rate-per-month",
}
"""Rates of another time than a year."""

_YES_NO = {"yes": "是 有 对 要 √ ✓ ✔", "no": "否 无 没有 不 不是 不要 × ✗"}
VALUES = {
    "kind": {
        "card": "信用卡 贷记卡 credit-card",
        "overdraft": "账户透支 透支",
        "instalment": "等额本息贷款 等额本息 分期贷款 银行分期贷款 车贷 instalment-loan installment-loan installment",
        "equal-principal": "等额本金贷款 等额本金",
        "interest-only": "先息后本贷款 先息后本 interest-only-loan",
        "fee-instalment": "账单分期 信用卡分期 信用卡账单分期 手续费分期 instalments-with-a-fee-each",
        "bnpl": "先买后付 花呗 白条 京东白条 buy-now-pay-later buy-now,-pay-later",
        "payday": "发薪日贷款 payday-loan",
        "online-loan": "网贷 网络贷款 网上贷款 借呗 微粒贷",
        "consumer-loan": "消费贷 消费贷款 消费金融",
        "microloan": "小额贷款 小贷 小额贷 small-loan",
        "family": "亲友借款 亲友 亲戚朋友 家人 亲戚 朋友 家人朋友 朋友借款 family-or-friends friends",
        "tax": "税款 税 欠税",
        "fine": "罚款 罚金",
        "utility": "水电、电话费 水电 水电费 水电煤 水电燃气 电费 水费 燃气费 电话费 话费 power,-water,-phone utilities",
        "property-fee": "物业费 物业 物业管理费",
        "rent": "房租 租金",
        "mortgage": "房贷 按揭 住房贷款 房屋贷款 住房按揭",
        "student": "助学贷款 学生贷款 student-loan",
        "other": "其他 其它 something-else",
    },
    "currency": {
        "CNY": "人民币",
        "USD": "美元",
        "HKD": "港币 港元",
        "GBP": "英镑",
        "EUR": "欧元",
        "JPY": "日元",
        "AUD": "澳元 澳大利亚元",
        "CAD": "加元 加拿大元",
        "SGD": "新加坡元 新币",
        "TWD": "新台币",
        "MOP": "澳门元",
        "KRW": "韩元",
        "INR": "印度卢比",
    },
    "minimum_plus": {"interest": "利息", "interest+fees": "利息+费用 利息和费用 利息加费用 利息及费用"},
    "minimum_of": {"balance": "余额 欠款余额", "principal": "本金"},
    "liable": {
        "me": "本人 我 自己 我自己",
        "joint": "共同 共同借款 共同借款人",
        "guarantor": "担保人 担保 我是担保人",
        "not-me": "不是我 不是我的 不是我借的 非本人",
    },
    "day_count": {
        "monthly": "按月 按月计息",
        "act/365": "实际天数/365 实际/365",
        "act/360": "实际天数/360 实际/360",
        "act/365-compound": "实际天数/365复利 按日复利/365 按日复利",
        "act/360-compound": "实际天数/360复利 按日复利/360",
    },
    "early_fees": {"due": "照收 照付 仍要付", "waived": "免收 免除 不收"},
    "allocation": {
        "lowest-first": "先还低利率 低利率优先",
        "highest-first": "先还高利率 高利率优先",
        "pro-rata": "按比例",
    },
    "priority": _YES_NO,
    "disputed": _YES_NO,
    "secured": _YES_NO,
}
"""Other words for what a cell of a column may hold."""

UNITS = {
    "due_day": (("每月",), ("日", "号")),
    "term_months": (("还剩",), ("个月", "月", "期")),
    "days_past_due": (("逾期",), ("天", "日")),
    "order": (("第",), ("个", "位")),
}
"""What may stand before and after a whole number."""

NOT_KNOWN = "不知道 未知 不清楚 不详 不确定 不记得".split()
"""Cells that say as much as an empty one."""
TOTALS = "合计 总计 小计 总和 汇总 共计".split()
"""Names of rows that are no debt: a spreadsheet's sum of the rows above."""

MONEY = frozenset(
    "balance principal minimum minimum_floor account_fee late_fee credit_limit settlement_amount interest fees penalties "
    "arrears to_bring_current to_close last_offer".split()
)
IN_YUAN = ("CNY", "HKD", "TWD", "MOP", "SGD")
"""Currencies whose unit is a yuan in Chinese; the first is meant where nothing else is said."""
RATES = frozenset("apr minimum_percent fee_percent deferred_apr penalty_apr".split())
DAYS = frozenset(
    "collector_since due_since late_since deferred_until interest_waived_until pause_from pause_until settlement_until".split()
)
_FREE_TEXT = frozenset("name creditor collector account account_tail".split())
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_BETWEEN = re.compile(r"[\s_\-()\[\]【】:*]+")


def fold(text: str) -> str:
    """Return ``text`` without what makes no difference: width, case, spaces, hyphens, brackets."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def _spelled(table: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): meant for meant, words in table.items() for word in (meant, *words.split())}


_COLUMN_OF = _spelled(COLUMNS)
_VALUE_OF = {column: _spelled(values) for column, values in VALUES.items()}


def column_of(heading: str) -> str:
    """Return the column that a heading means, or the folded heading; a unit such as （元） or (%) says nothing more."""
    folded = fold(heading)
    if folded in _COLUMN_OF:
        return _COLUMN_OF[folded]
    column = _COLUMN_OF.get(folded[:-1], "")
    if column in (RATES if folded.endswith("%") else MONEY if folded.endswith(("元", "¥", "$", "€", "£")) else ()):
        return column
    return folded


def plain_cell(column: str, cell: str) -> str:
    """Return a cell in the words of the contract where it is written in others, else as it is."""
    if column in _FREE_TEXT:
        return cell
    said = "".join(unicodedata.normalize("NFKC", cell).split())
    if said in NOT_KNOWN:
        return ""
    if column in _VALUE_OF:
        return _VALUE_OF[column].get(fold(cell), cell)
    if column in UNITS:
        return _number_in(said, *UNITS[column]) or cell
    if column in DAYS:
        return _DAY.sub(r"\1-\2-\3", said) if _DAY.fullmatch(said) else cell
    return cell


def is_in_yuan(headings: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> bool:
    """Return whether amounts are written in yuan: by a heading or a cell with 元, or ￥ under Chinese headings."""
    money = MONEY & set(headings)
    sign = "¥" if any(map(is_chinese, headings.values())) else "元"
    if any(fold(headings[column]).endswith(("元", sign)) for column in money):
        return True
    cells = (unicodedata.normalize("NFKC", row.get(column, "")).strip() for row in rows for column in money)
    return any(cell.endswith("元") or cell.startswith(sign) for cell in cells)


def is_total(name: str) -> bool:
    """Return whether a row of this name is the sum of others, not a debt."""
    return fold(name) in TOTALS


def is_chinese(text: str) -> bool:
    """Return whether ``text`` is written in Chinese characters, at least in part."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def chinese_word(column: str) -> str:
    """Return what a column is called in a Chinese file."""
    return COLUMNS[column].split()[0] if column in COLUMNS else column


def values_like(column: str, values: Iterable[str], cell: str) -> str:
    """Return ``values`` of a column in one line, in the language that ``cell`` is written in."""
    words = VALUES.get(column, {})
    return " ".join(words[v].split()[0] if is_chinese(cell) and v in words else v for v in values)


def _number_in(said: str, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    number = said
    for word in before:
        number = number.removeprefix(word)
    for word in after:
        if number.endswith(word):
            number = number.removesuffix(word)
            break
    return number if number.isascii() and number.isdecimal() else ""
