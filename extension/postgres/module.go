package postgres

import (
	"sync"

	"github.com/grafana/sobek"
	"github.com/jackc/pgx/v5/pgconn"
	"go.k6.io/k6/v2/js/common"
	"go.k6.io/k6/v2/js/modules"
)

// root is the module of the whole process. It holds the pools, because VUs share them.
type root struct {
	mutex     sync.Mutex
	pools     map[string]*pool
	metrics   *ownMetrics
	watchOnce sync.Once
}

func newRoot() *root { return &root{pools: map[string]*pool{}} }

// instance is the module in one VU. Everything that touches its runtime happens on the VU's event loop.
type instance struct {
	root    *root
	vu      modules.VU
	metrics *ownMetrics
	// What a result shows as `fields`, by the description that it was read with.
	fields map[*pgconn.FieldDescription]sobek.Value
	parse  sobek.Callable
	text   sobek.Callable
}

// NewModuleInstance implements modules.Module.
func (r *root) NewModuleInstance(vu modules.VU) modules.Instance {
	own, err := r.register(vu)
	if err != nil {
		common.Throw(vu.Runtime(), err)
	}
	i := &instance{root: r, vu: vu, metrics: own, fields: map[*pgconn.FieldDescription]sobek.Value{}}
	json := vu.Runtime().GlobalObject().Get("JSON").ToObject(vu.Runtime())
	i.parse, _ = sobek.AssertFunction(json.Get("parse"))
	i.text, _ = sobek.AssertFunction(json.Get("stringify"))
	r.watchOnce.Do(func() { r.closeAtEnd(vu) })
	return i
}

func (r *root) register(vu modules.VU) (*ownMetrics, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if env := vu.InitEnv(); env != nil {
		own, err := registerMetrics(env.Registry)
		if err != nil {
			return nil, err
		}
		r.metrics = own
	}
	return r.metrics, nil
}

// Exports implements modules.Instance.
func (i *instance) Exports() modules.Exports {
	return modules.Exports{Named: map[string]any{"pool": i.pool, "version": Version}}
}

// pool is the exported function: it finds or makes the process's pool of that name, and connects to nothing yet.
func (i *instance) pool(options sobek.Value) sobek.Value {
	settings, err := i.readSettings(options)
	if err != nil {
		i.throw(err)
	}
	p, err := i.root.find(settings)
	if err != nil {
		i.throw(err)
	}
	return i.poolObject(p)
}

func (r *root) find(wanted settings) (*pool, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	known, ok := r.pools[wanted.name]
	if !ok {
		known = newPool(r, wanted)
		r.pools[wanted.name] = known
	}
	if known.settings != wanted {
		return nil, clientError("pool %q is there already with other options: expected the same ones; give this one another name", wanted.name)
	}
	return known, nil
}

func (r *root) forget(p *pool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.pools[p.settings.name] == p {
		delete(r.pools, p.settings.name)
	}
}
