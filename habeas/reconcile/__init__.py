"""Claims → voices and events: derived, disposable, a pure function of claims, reports and judgements."""
