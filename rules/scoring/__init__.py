"""Where the numbers of an edition come from: draws, sheets, answers, figures (评价数据规则)."""
