"""Where a line of mixed Chinese and English may end: between Chinese characters and at spaces, never before a comma."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

NO_START = frozenset("，。、；：？！）》】」』〉…—～·,.;:?!)]}%％’”")
PAUSES = frozenset("，。、；：？！,.;:?!")
NO_END = frozenset("（《【「『〈([{¥￥$€£‘“")
SEAMS = re.compile(r"(?<![:/])/(?!/)|(?<=:/)/|[?&=]|(?<!^)-|(?<!\d)\.|\.(?!\d)")
"""After what a long word is cut first, as a web address is."""
COUNTED = frozenset("年月日号天次条笔个元分点时期岁家款项周处组")
"""What stays with the number before it, with a space between them too."""
WEEKDAYS = frozenset("一二三四五六日")
PARTICLES = frozenset("的了吗呢吧着过地得们")
"""What ends a word of two characters or more: alone with the one before it, it would cut that word."""
SHORT = 6
"""How many Chinese characters, or twice as many letters, a remark in brackets has at most that is kept whole."""
SHORT_LINE = 60
"""Up to so many characters it is asked first whether they fit into one line: most texts of a screen do."""
WHOLE = re.compile(
    r"第 ?[0-9零〇一二三四五六七八九十百千]+ ?[条款项章节期步](?:之[一二三四五六七八九十])?"  # an article of a law, a step
    r"|\d[:：]\d|\d [AP]M\b"  # a time of the day
    r"|\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?"  # a date
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October"
    r"|November|December) \d{1,2}\b"  # a day
    r"|(?:^|(?<=[\s　]))\d{1,2}[.、．] ?[^\s\d]"  # the number of an item, and how the item begins
    r"|\(\d{3}\) \d{3}-\d{4}"  # an American telephone number
    r"|什么|怎么|怎样|这么|那么|多少|没有|可以|不用|自己|[我你他她]们|对方|[这那哪][个些里样次]|一个人|一[个次起些]|放款方"
    r"|支付令|证据包|通讯录|身份证|派出所|物业费|一分钟|违约金|年利率|律师函|应还日|收款码|恢复码|分享码|这个月|哪一[个种天条步]"
    r"|有没有|一步一步|一句一句|信得过|不等于|这件事|民事诉讼法"  # words of three characters and more
    r"|[\u4e00-\u9fff](?:老师|先生|女士)"  # a person by their family name
    r"|因为|所以|如果|但是|已经|还是|或者|就会"  # the small words of Chinese that stand in nearly every sentence
)
"""What is never parted, whatever it is made of."""
COMMON = frozenset(
    (
        "联系 文件 可能 催收 公司 之前 时间 法院 银行 电话 记录 法律 不是 书面 通知 不可 要求 "
        "你的 日期 机构 同意 写明 委托 利息 办法 费用 指引 文书 放款 说明 回复 规定 部分 免费 "
        "监管 骚扰 之后 期限 答复 知道 投诉 不能 债务 异议 金额 保存 录音 不得 贷款 时效 行为 "
        "不会 重新 信息 不要 起诉 处理 申请 证据 打开 债权 超过 规则 告知 允许 协会 欠款 方式 "
        "顾问 告诉 提出 律师 管理 以后 地方 别人 援助 还款 家人 消费 内容 例如 清单 通话 一份 "
        "问清 收到 威胁 记下 每月 除非 付款 执行 推定 处罚 改动 下来 备份 设备 计划 别的 开始 "
        "照样 材料 号码 理由 资料 金融 依据 行业 单位 答辩 保护 得到 任何 以上 影响 还清 姓名 "
        "直接 确认 利率 核对 时候 一样 列出 就是 一天 服务 不再 合同 寄出 真的 信件 信用 最多 "
        "构成 接受 生活 追讨 合理 约定 收费 自律 一笔 不了 短信 邮件 账户 工资 房租 分期 口令 "
        "提议 预算 信封 朋友 同事 邻居 决定 现在 明天 今天 每天 帮手 方案 逾期 个人 看到 其他 是否 公安 "
        "协商 核实 全部 合适 本身 本人 上限 马上 请求 证明 提供 上门 来电 提交 当时 日子 清楚 恢复 机关 "
        "答应 期间 进来 以及 起算 案号 东西 标准 国家 身份 小时 分钟 手机 密码 工作 医院 孩子 父母 转账 本金 "
        "为了 可靠 大人 上岸 位置 开支 补助 支付 转述 看过 拍摄 侵扰 整体 失联 录像 会员 参考 应用 中国 副本 裁定 强制 诉讼 诉状 网贷 借款 征信 "
        "所有 一直 必须 平台 名单 微信 系统 地址 准备 举报 司法 结清 负责 里面 账号 明细 照片 以前 情况 消息 显示 这笔 名下 冻结 "
        "收入 拨打 问题 承担 后果 判决 自动 打听 减免 关系 只能 私人 查到 表示 警察 所在 拒绝 立案 保险 承诺 存在 拿到 亲友 部门 "
        "中介 承认 透露 人员 软件 考虑 法官 报告 认识 额度 机会 社区 签字 表明 代理 另外 担保 很多 每个 至少 找到 地点 受理 家庭 "
        "移交 调查 最后 文字 咨询 人民 案件 聊天 困难 后来 配偶 公开 当地 住址 账单 写下 停止 保留 复制 余额 义务 提醒 官方 出示 "
        "电子 民法 渠道 押金 刑事 授权 编号 注销 具体 来源 真实 调解 公证 无关 扣款 登记 掌握 名称 民事 更新 收款 封存 导出 大概 "
        "表格 重要 限制 提前 容易 进入 案子 愿意 连续 法庭 当面 而且 身边 解决 否则 需要 程序 意思 名字 心里 听到 "
        "删除 另一 出来 分享 近况 小记 一行 意见 回答 一种 导入 年利 加密 建议 问问 哪天 这种 百分 附件 只是 比如 还有 损坏 一项 一点 只有 进去 一遍 一句 最低 剩余 设置 一下 最近 起来 勾选 下一 不同 认得 选项 "
        "几个 坏了 钥匙 帮扶 那天 样子 一年 出去 结尾 月份 实际 有人 单独 日历 得出 留着 还上 还完 存成 回应 写法 事实 之外 不够 去掉 暂停 原样 数据 预计 上面 回来 为止 笔记 经过 吃饭 两个 通常 一列 交出 顺序 "
        "货币 事情 用于 来自 命令 用来 几天 其中 变成 计息 空着 示例 一页 代称 最初 才能 早于 届满 采纳 合计 答案 应该 不算 换成 末端 平静 旁边 完整 也许 其余 一张 上锁 批注 到期 留好 草稿 一段 另有 次数 保持 "
        "窗口 凭据 存放 计算 很久 后面 那时 值得 加上 只要 补收 币种 前面 三个 终端 仍然 每次 附上 关于 正在 出现 删掉 宽限 多久 优惠 发给 交给 写入 打给 分开 花费 七天 也行 时钟 每条 一致 平常 填上 地区 一共 "
        "照着 语言 更多 谈好 输入 运行 默认 发生 上次 余钱 继续 相同 逗号 字母 位数 代码 整数 时区 同时 解压 空格 进行 完好 忘了 取暖 添加 凭证 隐藏 外面 刚才 提到 随时 每周 还钱 两周 写好 再说 另存 往往 纸上 "
        "天数 移走 根据 各家 原来 范围 网上 列表 热线 剩下 一定 手续 续费 发布 有时 停掉 代扣 住所 对待 上班 看病 催款 审判 来收 离开 一切 唯一 罚息 违约 陌生 第三 从前 谈拢 礼品 双方 静音 "
        "数字 结果 确定 认真 觉得 看看 选择"
    ).split()
)
"""Words of two characters in which lines of this app would end most often: they are kept whole."""


def _is_wide(character: str) -> bool:
    return character != "" and (unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·")


def pieces(paragraph: str) -> list[str]:
    """Return the parts that stay together on a line: words, a number with what it counts, a day, a telephone number."""
    out: list[str] = []
    previous = before = ""
    held = {place for found in WHOLE.finditer(paragraph) for place in range(found.start() + 1, found.end())}
    for place, character in enumerate(paragraph):
        stays = (
            place in held
            or previous + character in COMMON
            or character in NO_START
            or character == " "
            or previous in NO_END
            or (character in COUNTED and (previous if previous != " " else before).isdecimal())
            or (character in WEEKDAYS and previous == "周")
            or (character.isdecimal() and previous in " 月" and before.isdecimal())
            or not (_is_wide(character) or _is_wide(previous) or previous == " ")
        )
        if out and stays:
            out[-1] += character
        else:
            out.append(character)
        before, previous = previous, character
    return out


def break_lines(text: str, width: float, measure: Callable[[str], float], *, balanced: bool = True) -> str:
    """Return ``text`` with line ends so that no line is wider than ``width``; a longer word is cut where it must be.

    ``balanced``: a short word or a character that would stand alone in the last line gets company from the line before.
    A printed page fills its lines instead.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if len(paragraph) < SHORT_LINE and measure(paragraph.rstrip()) <= width:
            lines.append(paragraph.rstrip())
            continue
        broken: list[list[str]] = [[]]
        used = 0.0
        parts = pieces(paragraph)
        for place, piece in enumerate(parts):
            line = broken[-1]
            wanted = used + measure(piece.rstrip())
            if line and wanted > width * 0.9:  # near the end the line is measured as it will be drawn
                wanted = measure(("".join(line) + piece).rstrip())
            if line and wanted > width:
                broken.append(_bracketed(line, parts[place:], width, measure) if balanced else [])
                used = measure("".join(broken[-1]))
            while len(piece) > 1 and measure(piece.rstrip()) > width:
                fits = len(piece) - 1
                while fits > 1 and measure(piece[:fits]) > width:
                    fits -= 1
                fits = _cut(piece, fits)
                broken[-1].append(piece[:fits])
                broken.append([])
                piece = piece[fits:]
            broken[-1].append(piece)
            used += measure(piece)
        if balanced:
            _fill_last(broken, width, measure)
        lines += ["".join(line).rstrip() for line in broken]
    return "\n".join(lines)


SHORT_LAST = 0.4
"""A last line that takes less of the widest line than this looks lost under a title."""


def break_title(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return a title or the words of a button in lines: as ``break_lines``, but with a last line that is not short.

    Where it has two or three lines, the others end earlier: no more lines come of it, and no word is cut.
    """
    whole = break_lines(text, width, measure)
    count = whole.count("\n") + 1
    if "\n" in text or count not in (2, 3) or not _has_short_last(whole, measure):
        return whole
    least = max(measure(piece.rstrip()) for piece in pieces(text))
    for part in range(19, 9, -1):
        narrow = width * part / 20
        if narrow < least:
            break
        tried = break_lines(text, narrow, measure)
        if tried.count("\n") + 1 != count:
            break
        if not _has_short_last(tried, measure):
            return tried
    return whole


def _has_short_last(broken: str, measure: Callable[[str], float]) -> bool:
    widths = [measure(line) for line in broken.split("\n")]
    return widths[-1] < max(widths) * SHORT_LAST


_GLUE = "\0"
_GAP = re.compile(r"(?<= )(?=[^ ,.;:?!)\]}%])")
_HELD = re.compile(
    r" (?:(?<=\d )(?=\d|[AP]M\b)|(?=\d{1,2}\b)(?:"
    + "|".join(
        f"(?<={month} )"
        for month in (
            *"Jan Feb Mar Apr May Jun June Jul July Aug Sep Sept Oct Nov Dec".split(),
            *"January February March April August September October November December".split(),
        )
    )
    + "))"
)
"""The spaces of plain English at which ``pieces`` parts nothing: ``WHOLE`` says the same of every text, and takes longer."""
_DOUBTFUL = re.compile(r"[A-Za-z] \d{1,2} [AP]M|(?:^|\s)\d{1,2}\. [^\s\d]")
"""Where the two may differ: one thing that is kept whole would begin in another."""


_KEPT = frozenset("(（\n" + _GLUE)
"""With these, a line may end elsewhere than where it is full."""


@lru_cache(maxsize=8)
def _words(text: str) -> list[str] | None:
    """Return the ``pieces`` of a plain English text, found faster; None of any other, or where brackets are kept together."""
    if not text.isascii() or _KEPT.intersection(text):
        return None
    if any(map(str.isdigit, text)):
        if (". " in text or "M" in text) and _DOUBTFUL.search(text):
            return None
        text = _HELD.sub(_GLUE, text)
    return [part.replace(_GLUE, " ") for part in _GAP.split(text)]


def is_wider(text: str, width: float, em: float, measure: Callable[[str], float]) -> bool:
    """Return whether a text is wider than ``width``; a long one is measured only where its parts leave a doubt."""
    if len(text) > SHORT_LINE:
        words = _words(text)
        if words is not None and sum(map(measure, words)) - len(words) - 2 > width:
            return True
        if words is None and sum(sign > "\u2e7f" for sign in text) * em * 0.95 > width:
            return True
    return measure(text) > width


def count_lines(text: str, width: float, measure: Callable[[str], float]) -> int:
    """Return how many lines ``break_lines`` makes of a text; its words, which many texts share, are measured once.

    Measured alone, words are up to a pixel wider or narrower than in their line: near its end the line decides.
    """
    words = _words(text)
    if words is None and not _KEPT.intersection(text):
        words = pieces(text)
    if not words:
        return break_lines(text, width, measure).count("\n") + 1
    count, used, first = 1, 0.0, 0
    for place, word in enumerate(words):
        bare = measure(word.rstrip())
        if bare > width:
            return break_lines(text, width, measure).count("\n") + 1
        wanted, doubt = used + bare, place - first + 2
        if place > first and abs(wanted - width) <= doubt:
            wanted = measure("".join(words[first : place + 1]).rstrip())
        if place > first and wanted > width:
            count, used, first = count + 1, 0.0, place
        used += measure(word)
    return count


def _cut(piece: str, fits: int) -> int:
    """Return where to cut a piece of which ``fits`` characters have room: at a space, at a seam, else never before a comma."""
    space = piece.rfind(" ", 0, fits + 1)
    if space > 0:
        return space + 1
    seams = [found.end() for found in SEAMS.finditer(piece, 0, fits) if piece[found.end()] not in NO_START]
    if seams and seams[-1] * 3 >= fits:
        return seams[-1]
    cut = fits
    while cut > 1 and piece[cut] in NO_START:
        cut -= 1
    return cut if cut > 1 else fits


def _bracketed(line: list[str], rest: list[str], width: float, measure: Callable[[str], float]) -> list[str]:
    """Take a bracket that was just opened off the end of a line, for the next one that goes on with ``rest``; else nothing.

    Only a short remark is kept whole; a longer one is broken like any other words.
    """
    start = next((place for place in range(len(line) - 1, 0, -1) if line[place][0] in "（("), 0)
    begun = "".join(line[start:])
    if not start or any(close in begun for close in "）)"):
        return []
    remark = begun + next(
        ("".join(rest[: end + 1]) for end, piece in enumerate(rest) if "）" in piece or ")" in piece), ""
    )
    if (
        remark == begun
        or sum(1 if _is_wide(sign) else 0.5 for sign in remark if sign.isalnum()) > SHORT
        or measure(remark.rstrip()) > width
        or measure("".join(line[:start])) < width * 0.4
    ):
        return []
    taken = line[start:]
    del line[start:]
    return taken


def _is_lonely(line: list[str], part: float) -> bool:
    """Return whether a line that takes ``part`` of the width holds one Chinese character, or one short word."""
    text = "".join(line).strip()
    signs = [character for character in text if character.isalnum()]
    if all(_is_wide(sign) for sign in signs):
        return len(signs) < 2
    return " " not in text and part < 0.16


def _fill_last(broken: list[list[str]], width: float, measure: Callable[[str], float]) -> None:
    """Move pieces from the line before the last into a last line that is lonely: as few as give it company.

    Most Chinese words have two characters: one gets the one before it, a particle two, so that no word is cut. A comma
    that ends the line before a little earlier is a better place; a line that would be short itself stays.
    """
    if len(broken) < 2 or width <= 0:
        return
    above, last = broken[-2], broken[-1]
    if not _is_lonely(last, measure("".join(last).rstrip()) / width):
        return
    wide = _is_wide("".join(last)[:1])
    least = 2 if "".join(last)[:1] in PARTICLES else 1
    enough = 0
    for count in range(1, len(above)):
        joined = above[-count:] + last
        moved = measure("".join(joined).rstrip())
        left = measure("".join(above[:-count]).rstrip())
        if moved > width or left < width * (0.75 if enough else 0.4):
            break
        if above[-count - 1].rstrip()[-1] in PAUSES:
            enough = count
            break
        if not enough and (len("".join(above[-count:])) >= least if wide else moved >= width * 0.16):
            enough = count
    if enough:
        last[:0] = above[-enough:]
        del above[-enough:]
