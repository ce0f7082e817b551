package policy

// CatalogueState is how recent the data about AWS is that facts come from. What it does not have may have
// come later.
type CatalogueState struct {
	Date        string `json:"date"`         // of services and actions, as YYYY-MM-DD
	Stale       bool   `json:"stale"`        // that date is more than 180 days ago
	ManagedDate string `json:"managed_date"` // of AWS managed policies, as YYYY-MM-DD
}
