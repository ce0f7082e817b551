package expand

import (
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// shelfLife is how long the catalogue is trusted to have every service and
// action that there is. AWS adds some each week.
const shelfLife = 180 * 24 * time.Hour

// stateOf tells how recent the catalogue is at a time.
func stateOf(now time.Time) policy.CatalogueState {
	state := policy.CatalogueState{Date: catalog.Date()}
	if made, err := time.Parse(time.DateOnly, state.Date); err == nil { // as the catalogue promises
		state.Stale = now.Sub(made) > shelfLife
	}
	for _, table := range catalog.Tables() {
		if table.ManagedPolicies > 0 {
			state.ManagedDate = table.Date
		}
	}
	return state
}
