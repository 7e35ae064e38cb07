"""The keyboard's way through a page: it reaches all that a finger does, each has a name, and it goes as one reads."""

TAB = 9


def keyboard_faults(driver):
    """Return what is wrong with the way of the keyboard over the page in front, or the sheet that covers it."""
    from ui.widgets.focus import focus_order

    front = driver.app.root.layers[-1]
    order = focus_order(front)
    found = [("no name", type(one).__name__) for one in order if not name_of(one)]
    found += out_of_reach(front, order) + out_of_order(order)
    went = tab_through(driver, len(order))
    if went != order:
        found.append(("Tab goes another way", [name_of(one) for one in went]))
    return found


def tab_through(driver, count):
    """Press Tab ``count`` times from where nothing has the focus; return what it went through, and leave nothing focused."""
    if driver.focused() is not None:
        driver.focused().focus = False
    went = []
    for _ in range(count):
        driver.window.dispatch("on_key_down", TAB, 0, None, [])
        driver.window.dispatch("on_key_up", TAB, 0)
        went.append(driver.focused())
    if driver.focused() is not None:
        driver.focused().focus = False
    return went


def name_of(widget):
    """Return what a person would call a widget: its label, or its field's; empty where it has none."""
    if getattr(widget, "takes_text", False):
        field = widget.parent
        while not hasattr(field, "fix_text"):
            field = field.parent
        return field.label
    return getattr(widget, "label", "")


def out_of_reach(front, order):
    """Return what a finger can press or drag and the keyboard cannot reach, itself or within a list that moves by arrows."""
    from kivy.uix.behaviors import ButtonBehavior

    found, reached = [], set(order)

    def walk(widget, inside):
        if widget.disabled or not widget.opacity:
            return
        inside = inside or widget in reached
        touched = isinstance(widget, ButtonBehavior) or hasattr(widget, "drag")
        if touched and not inside and widget.width and widget.height:
            found.append(("out of the keyboard's reach", type(widget).__name__, getattr(widget, "label", "")))
        for child in widget.children:
            walk(child, inside)

    walk(front, False)
    return found


def out_of_order(order):
    """Return pairs that the keyboard goes through against reading: up in the same column, or to the left in the same line."""
    found, places = [], [(scrolled_by(widget), edges_of(widget)) for widget in order]
    for i, (scroll, (left, low, right, high)) in enumerate(places):
        for k in range(i):
            scroll_before, (left_before, low_before, right_before, high_before) = places[k]
            if scroll is not scroll_before:
                continue
            beside = min(right, right_before) - max(left, left_before) < 2
            in_line = min(high, high_before) - max(low, low_before) > 2
            upwards = low >= high_before - 2 and not beside
            if upwards or (in_line and right <= left_before + 2):
                found.append(("against reading order", name_of(order[k]), name_of(order[i])))
    return found


def edges_of(widget):
    """Return (left, bottom, right, top) in the window."""
    left, low = widget.to_window(widget.x, widget.y)
    return left, low, left + widget.width, low + widget.height


def scrolled_by(widget):
    """Return what scrolls a widget; None for the bars that stand still."""
    from kivy.uix.scrollview import ScrollView

    while widget.parent is not None and widget.parent is not widget:
        widget = widget.parent
        if isinstance(widget, ScrollView):
            return widget
    return None
