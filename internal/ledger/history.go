package ledger

const historyName = "ledger.jsonl"
