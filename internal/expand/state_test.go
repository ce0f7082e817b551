package expand_test

import (
	"testing"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func TestTheCatalogueIsStaleAfter180Days(t *testing.T) {
	made := catalogueDay(t)
	for _, c := range []struct {
		name  string
		now   time.Time
		stale bool
	}{
		{"TheSameDay", made, false},
		{"BeforeItWasMade", made.AddDate(-1, 0, 0), false},
		{"After180Days", made.AddDate(0, 0, 180), false},
		{"After181Days", made.AddDate(0, 0, 181), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := expand.New(rules.FS, c.now)
			if err != nil {
				t.Fatal(err)
			}
			var m policy.Model
			e.Model(&m)
			if m.Catalogue.Stale != c.stale {
				t.Errorf("got stale %t, want %t", m.Catalogue.Stale, c.stale)
			}
			if m.Catalogue.Date != catalog.Date() {
				t.Errorf("got date %q, want %q", m.Catalogue.Date, catalog.Date())
			}
			if _, err := time.Parse(time.DateOnly, m.Catalogue.ManagedDate); err != nil {
				t.Errorf("date of managed policies: %v", err)
			}
		})
	}
}

// catalogueDay is the day of the catalogue's data, on which it is fresh.
func catalogueDay(t *testing.T) time.Time {
	t.Helper()
	made, err := time.Parse(time.DateOnly, catalog.Date())
	if err != nil {
		t.Fatal(err)
	}
	return made
}
