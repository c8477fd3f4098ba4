package postgres

import (
	"encoding/json"
	"net"
	"testing"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/js/modulestest"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/lib/netext"
	k6types "go.k6.io/k6/v2/lib/types"
	"go.k6.io/k6/v2/metrics"
)

// testVU is a VU that runs scripts with the real module, event loop and dialer of k6.
type testVU struct {
	*modulestest.Runtime
	t       testing.TB
	dialer  *netext.Dialer
	samples chan metrics.SampleContainer
}

const manySamples = 100_000

func newVU(t testing.TB, r *root) *testVU {
	t.Helper()
	runtime := modulestest.NewRuntime(t)
	registry := runtime.VU.InitEnvField.Registry
	exports := r.NewModuleInstance(runtime.VU).Exports()
	if err := runtime.VU.Runtime().Set("postgres", exports.Named); err != nil {
		t.Fatal(err)
	}
	_ = runtime.VU.Runtime().Set("url", testServer.url)
	_ = runtime.VU.Runtime().Set("appUrl", testServer.appURL())
	vu := &testVU{
		Runtime: runtime,
		t:       t,
		dialer: netext.NewDialer(net.Dialer{Timeout: 3 * time.Second},
			netext.NewResolver(net.LookupIP, 0, k6types.DNSfirst, k6types.DNSpreferIPv4)),
		samples: make(chan metrics.SampleContainer, manySamples),
	}
	runtime.MoveToVUContext(&lib.State{
		Dialer:  vu.dialer,
		Samples: vu.samples,
		Tags:    lib.NewVUStateTags(registry.RootTagSet()),
	})
	_, err := runtime.VU.Runtime().RunString(`
		const seen = (e) => ({ name: e.name, where: e.where, kind: e.kind, code: e.code, message: e.message });
		const failed = async (promise) => { try { await promise } catch (e) { return seen(e) } return 'no error' };
		const open = (more) => postgres.pool({ connectionString: url, max: 2, ...more });`)
	if err != nil {
		t.Fatal(err)
	}
	return vu
}

// run gives what the body of an async function returns, as JSON.
func (vu *testVU) run(body string) string {
	vu.t.Helper()
	value, err := vu.RunOnEventLoop(`(async () => { try { return JSON.stringify(await (async () => {` + body + `})()) } catch (e) { return JSON.stringify({ thrown: seen(e), stack: String(e.stack) }) } })()`)
	if err != nil {
		vu.t.Fatal(err)
	}
	promise := value.Export().(*sobek.Promise)
	if promise.State() != sobek.PromiseStateFulfilled {
		vu.t.Fatalf("the script ended without a result: state %v", promise.State())
	}
	return promise.Result().String()
}

func (vu *testVU) is(body, want string) {
	vu.t.Helper()
	if got := vu.run(body); got != want {
		vu.t.Errorf("%s\ngave     %s\ninstead of %s", body, got, want)
	}
}

// fails runs what must fail, and gives what a script sees of it.
func (vu *testVU) fails(expression string) (seen struct{ Name, Where, Kind, Code, Message string }) {
	vu.t.Helper()
	got := vu.run("return failed(" + expression + ")")
	if err := json.Unmarshal([]byte(got), &seen); err != nil {
		vu.t.Fatalf("%s gave %s instead of an error", expression, got)
	}
	return seen
}

// recorded sums up what the module told k6, by metric and by the tag that is asked for.
func (vu *testVU) recorded(metric, tag string) map[string]float64 {
	sums := map[string]float64{}
	for {
		select {
		case container := <-vu.samples:
			for _, sample := range container.GetSamples() {
				if sample.Metric.Name == metric {
					value, _ := sample.Tags.Get(tag)
					sums[value] += sample.Value
				}
			}
		default:
			return sums
		}
	}
}
