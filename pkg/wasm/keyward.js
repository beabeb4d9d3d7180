/**
 * A loaded project, held by a `Keyward`.
 */
export class Core {
    static __wrap(ptr) {
        const obj = Object.create(Core.prototype);
        obj.__wbg_ptr = ptr;
        CoreFinalization.register(obj, obj.__wbg_ptr, obj);
        return obj;
    }
    __destroy_into_raw() {
        const ptr = this.__wbg_ptr;
        this.__wbg_ptr = 0;
        CoreFinalization.unregister(this);
        return ptr;
    }
    free() {
        const ptr = this.__destroy_into_raw();
        wasm.__wbg_core_free(ptr, 0);
    }
    /**
     * Decides one question, whose path is `length` bytes of the exchange. The reason's number, its answer
     * the first of the exchange, and 32 more if the lists have moved; 64 and 1 or 2 more for a question that cannot be asked.
     * @param {number} who
     * @param {number} flags
     * @param {number} target
     * @param {number} environment
     * @param {number} length
     * @param {number} at
     * @param {number} collection
     * @param {number} language
     * @returns {number}
     */
    ask(who, flags, target, environment, length, at, collection, language) {
        const ret = wasm.core_ask(this.__wbg_ptr, who, flags, target, environment, length, at, collection, language);
        return ret >>> 0;
    }
    /**
     * Asks a ward something, by number, with three texts of these lengths; the length of the answer.
     * @param {number} what
     * @param {number} text
     * @param {number} id
     * @param {number} new_id
     * @param {number} at
     * @param {number} to
     * @returns {number}
     */
    call(what, text, id, new_id, at, to) {
        const ret = wasm.core_call(this.__wbg_ptr, what, text, id, new_id, at, to);
        return ret >>> 0;
    }
    /**
     * Decides the first `count` questions of the exchange. 0, or twice the index of a
     * question that cannot be asked and 1 or 2 more for why.
     * @param {number} count
     * @returns {number}
     */
    decide(count) {
        const ret = wasm.core_decide(this.__wbg_ptr, count);
        return ret >>> 0;
    }
    /**
     * Explains the decision of one question, as [`Core::ask`]; the length of the answer.
     * @param {number} who
     * @param {number} flags
     * @param {number} target
     * @param {number} environment
     * @param {number} length
     * @param {number} at
     * @param {number} collection
     * @param {number} language
     * @returns {number}
     */
    explain(who, flags, target, environment, length, at, collection, language) {
        const ret = wasm.core_explain(this.__wbg_ptr, who, flags, target, environment, length, at, collection, language);
        return ret >>> 0;
    }
    /**
     * The number of the key or user whose id is so many bytes of the room; the highest number if it is not listed.
     * @param {boolean} is_user
     * @param {number} length
     * @returns {number}
     */
    find(is_user, length) {
        const ret = wasm.core_find(this.__wbg_ptr, is_user, length);
        return ret >>> 0;
    }
    /**
     * What was loaded; forgotten if that is not complete.
     * @param {boolean} complete
     * @returns {Core | undefined}
     */
    static loaded(complete) {
        const ret = wasm.core_loaded(complete);
        return ret === 0 ? undefined : Core.__wrap(ret);
    }
    /**
     * Decides about every operation: a byte for each reason in the exchange. How many there are; less than 0,
     * by 1 or 2, for a question that cannot be asked.
     * @param {number} who
     * @param {number} flags
     * @param {number} environment
     * @param {number} at
     * @param {number} collection
     * @param {number} language
     * @returns {number}
     */
    reach(who, flags, environment, at, collection, language) {
        const ret = wasm.core_reach(this.__wbg_ptr, who, flags, environment, at, collection, language);
        return ret;
    }
    /**
     * Makes room for the id of a key or user; where it is, or 0 if no id is so long.
     * @param {boolean} is_user
     * @param {number} length
     * @returns {number}
     */
    room(is_user, length) {
        const ret = wasm.core_room(this.__wbg_ptr, is_user, length);
        return ret >>> 0;
    }
    /**
     * Leaves a text of a key or user to be read: 1 its name, 2 its owner's id, 3 its owner's name.
     * How many bytes it has, less than 0 if there is none.
     * @param {boolean} is_user
     * @param {number} number
     * @param {number} text
     * @returns {number}
     */
    tell(is_user, number, text) {
        const ret = wasm.core_tell(this.__wbg_ptr, is_user, number, text);
        return ret;
    }
    /**
     * Loads a project from JSON text, under a catalog from JSON text or the built-in one; they have so many bytes. The
     * whole text is in memory at once: for one that could not be loaded through the window, with all its problems.
     * Nothing is loaded if there are any; then [`calls::tell`] says what.
     * @param {number} project
     * @param {number} catalog
     * @returns {Core | undefined}
     */
    static whole(project, catalog) {
        const ret = wasm.core_whole(project, catalog);
        return ret === 0 ? undefined : Core.__wrap(ret);
    }
}
if (Symbol.dispose) Core.prototype[Symbol.dispose] = Core.prototype.free;

/**
 * Where the exchange is in memory: 0 questions, 1 bytes, 2 answers, 3 lists, 5 the reasons of `reach`; and 4, how many words the lists can have.
 * Where a project is read from: 6 the window, 7 how many bytes it has.
 * @param {number} part
 * @returns {number}
 */
export function address(part) {
    const ret = wasm.address(part);
    return ret >>> 0;
}

/**
 * Begins to load a project under a catalog, whose text has so many bytes, through a window of so many others; whether
 * nothing is wrong with the catalog.
 * @param {number} catalog
 * @param {number} size
 * @returns {boolean}
 */
export function begin(catalog, size) {
    const ret = wasm.begin(catalog, size);
    return ret !== 0;
}

/**
 * RFC 3339 text of so many bytes as milliseconds, or NaN.
 * @param {number} length
 * @returns {number}
 */
export function instant(length) {
    const ret = wasm.instant(length);
    return ret;
}

/**
 * Reads the first bytes of the window, the `last` ones of the text. How many of them are left, at its beginning; or less
 * than 0: the text has to come again, is loaded, or cannot be loaded so.
 * @param {number} length
 * @param {boolean} last
 * @returns {number}
 */
export function read(length, last) {
    const ret = wasm.read(length, last);
    return ret;
}

/**
 * Makes room for questions and for their bytes.
 * @param {number} questions
 * @param {number} bytes
 */
export function reserve(questions, bytes) {
    wasm.reserve(questions, bytes);
}

/**
 * Makes room for texts of so many bytes; where they are.
 * @param {number} size
 * @returns {number}
 */
export function room(size) {
    const ret = wasm.room(size);
    return ret >>> 0;
}

/**
 * Asks what needs no ward, by number, with three texts; the length of the answer.
 * @param {number} what
 * @param {number} catalog
 * @param {number} lifetime
 * @param {number} text
 * @param {number} at
 * @param {number} to
 * @returns {number}
 */
export function tell(what, catalog, lifetime, text, at, to) {
    const ret = wasm.tell(what, catalog, lifetime, text, at, to);
    return ret >>> 0;
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
            throw new Error(getStringFromWasm0(arg0, arg1));
        },
        __wbindgen_init_externref_table: function() {
            const table = wasm.__wbindgen_externrefs;
            table.set(0, undefined);
            table.set(1024, undefined);
            table.set(1025, null);
            table.set(1026, true);
            table.set(1027, false);
        },
    };
    return {
        __proto__: null,
        "./keyward_bg.js": import0,
    };
}

const CoreFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_core_free(ptr, 1));

function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}

let cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
        cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
    }
    return cachedUint8ArrayMemory0;
}

let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
const MAX_SAFARI_DECODE_BYTES = 2146435072;
let numBytesDecoded = 0;
function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
        cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
        cachedTextDecoder.decode();
        numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
}

let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    cachedUint8ArrayMemory0 = null;
    wasm.__wbindgen_start();
    return wasm;
}

async function __wbg_load(module, imports) {
    if (typeof Response === 'function' && module instanceof Response) {
        if (!module.ok) {
            throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
        }

        if (typeof WebAssembly.instantiateStreaming === 'function') {
            try {
                return await WebAssembly.instantiateStreaming(module, imports);
            } catch (e) {
                const validResponse = expectedResponseType(module.type);

                if (validResponse && module.headers.get('Content-Type') !== 'application/wasm') {
                    console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);

                } else { throw e; }
            }
        }

        const bytes = await module.arrayBuffer();
        return await WebAssembly.instantiate(bytes, imports);
    } else {
        const instance = await WebAssembly.instantiate(module, imports);

        if (instance instanceof WebAssembly.Instance) {
            return { instance, module };
        } else {
            return instance;
        }
    }

    function expectedResponseType(type) {
        switch (type) {
            case 'basic': case 'cors': case 'default': return true;
        }
        return false;
    }
}

function initSync(module) {
    if (wasm !== undefined) return wasm;


    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module} = module)
        } else {
            console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
        }
    }

    const imports = __wbg_get_imports();
    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
    const instance = new WebAssembly.Instance(module, imports);
    return __wbg_finalize_init(instance, module);
}

let __wbg_init_promise;
async function __wbg_init(module_or_path) {
    if (wasm !== undefined) return wasm;
    if (__wbg_init_promise === undefined) {
        __wbg_init_promise = __wbg_init_once(module_or_path);
        __wbg_init_promise.catch(() => { __wbg_init_promise = undefined; });
    }
    return __wbg_init_promise;
}

async function __wbg_init_once(module_or_path) {

    if (module_or_path !== undefined) {
        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
    }

    if (module_or_path === undefined) {
        module_or_path = new URL('keyward_bg.wasm', import.meta.url);
    }
    const imports = __wbg_get_imports();

    if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
        module_or_path = fetch(module_or_path);
    }

    const { instance, module } = await __wbg_load(await module_or_path, imports);

    return __wbg_finalize_init(instance, module);
}

export { initSync, __wbg_init as default };
