"""Makes the *.bin files here: what torch.save writes, with CPython's own pickler and stand-ins for PyTorch's classes.

Python 3.8 or later; PyTorch is not needed. The files hold the same state_dict:
w F32 [2,3] 0.5..5.5; transposed: w's storage as [3,2]; part: its last 2; tied: w again; parameter: a Parameter of w's
first row; half F16 [2], bfloat BF16 [2], double F64 [1], ids I64 [3], flag BOOL [1], scalar F32 [], empty F32 [0,3].
"""
import collections, io, pickle, struct, sys, types, zipfile

torch = types.ModuleType("torch")
utils = types.ModuleType("torch._utils")
sys.modules.update({"torch": torch, "torch._utils": utils})


def stand_in(module, name):
    def function(*args):
        raise NotImplementedError

    function.__module__, function.__qualname__, function.__name__ = module.__name__, name, name
    setattr(module, name, function)
    return function


rebuild_tensor = stand_in(utils, "_rebuild_tensor_v2")
rebuild_parameter = stand_in(utils, "_rebuild_parameter")
for name in ["Float", "Half", "BFloat16", "Double", "Long", "Bool"]:
    setattr(torch, name + "Storage", type(name + "Storage", (), {"__module__": "torch"}))


class Storage:
    def __init__(self, kind, format, values):
        self.kind = getattr(torch, kind + "Storage")
        self.bytes = struct.pack("<%d%s" % (len(values), format), *values)
        self.size = len(values)


class Tensor:
    def __init__(self, storage, offset, size, stride):
        self.args = (storage, offset, size, stride, False, collections.OrderedDict())

    def __reduce_ex__(self, protocol):
        return rebuild_tensor, self.args


class Parameter:
    def __init__(self, data):
        self.data = data

    def __reduce_ex__(self, protocol):
        return rebuild_parameter, (self.data, True, collections.OrderedDict())




def state_dict():
    w = Storage("Float", "f", [0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    state = collections.OrderedDict()
    state["w"] = Tensor(w, 0, (2, 3), (3, 1))
    state["transposed"] = Tensor(w, 0, (3, 2), (1, 3))
    state["part"] = Tensor(w, 4, (2,), (1,))
    state["tied"] = state["w"]
    state["parameter"] = Parameter(Tensor(w, 0, (3,), (1,)))
    state["half"] = Tensor(Storage("Half", "e", [1.5, -2.0]), 0, (2,), (1,))
    state["bfloat"] = Tensor(Storage("BFloat16", "H", [0x3FC0, 0xC000]), 0, (2,), (1,))
    state["double"] = Tensor(Storage("Double", "d", [0.1]), 0, (1,), (1,))
    state["ids"] = Tensor(Storage("Long", "q", [0, 1, 2]), 0, (3,), (1,))
    state["flag"] = Tensor(Storage("Bool", "?", [True]), 0, (1,), (1,))
    state["scalar"] = Tensor(Storage("Float", "f", [7.0]), 0, (), ())
    state["empty"] = Tensor(Storage("Float", "f", []), 0, (0, 3), (3, 1))
    state._metadata = collections.OrderedDict({"": {"version": 1}, "layer": {"version": 2}})
    return state


class Pickler(pickle.Pickler):
    def __init__(self, out, protocol, legacy):
        super().__init__(out, protocol)
        self.legacy, self.storages = legacy, {}

    def persistent_id(self, thing):
        if not isinstance(thing, Storage):
            return None
        known = [key for key, storage in self.storages.items() if storage is thing]
        key = known[0] if known else str(len(self.storages))
        self.storages[key] = thing
        id = ("storage", thing.kind, key, "cpu", thing.size)
        return id + (None,) if self.legacy else id


def archive(file, protocol):
    out = io.BytesIO()
    pickler = Pickler(out, protocol, False)
    pickler.dump(state_dict())
    with zipfile.ZipFile(file, "w") as zip:
        def put(name, content):
            zip.writestr(zipfile.ZipInfo("archive/" + name), content)

        put("data.pkl", out.getvalue())
        put("byteorder", "little")
        for key, storage in pickler.storages.items():
            put("data/" + key, storage.bytes)
        put("version", "3\n")
        put(".data/serialization_id", "0" * 40)


def legacy(file, protocol):
    with open(file, "wb") as out:
        pickle.dump(0x1950A86A20F9469CFC6C, out, protocol)
        pickle.dump(1001, out, protocol)
        sizes = dict(short=2, int=4, long=4)
        pickle.dump(dict(protocol_version=1001, little_endian=True, type_sizes=sizes), out, protocol)
        pickler = Pickler(out, protocol, True)
        pickler.dump(state_dict())
        keys = sorted(pickler.storages)
        pickle.dump(keys, out, protocol)
        for key in keys:
            storage = pickler.storages[key]
            out.write(struct.pack("<q", storage.size) + storage.bytes)


for protocol in range(2, 6):
    archive("archive-%d.bin" % protocol, protocol)
    legacy("legacy-%d.bin" % protocol, protocol)
