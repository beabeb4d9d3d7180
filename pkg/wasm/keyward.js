// wasm-bindgen's glue, by scripts/glue.mjs

export const BUILD = "270d987439fa5674";
export const Flag = Object.freeze({
  /**
   * It is asked about a user, not a key.
   */
  AsksUser: 1,
  "1": "AsksUser",
  /**
   * It names an operation, not a method and a path.
   */
  NamesOperation: 2,
  "2": "NamesOperation",
  /**
   * A single one has facts.
   */
  GivesFacts: 4,
  "4": "GivesFacts",
  /**
   * Only the reason of a single one is wanted.
   */
  Brief: 8,
  "8": "Brief"
});
export const Ids = Object.freeze({
  Keys: 0,
  "0": "Keys",
  Users: 1,
  "1": "Users",
  Environments: 2,
  "2": "Environments",
  Collections: 3,
  "3": "Collections",
  Languages: 4,
  "4": "Languages"
});
export const Mark = Object.freeze({
  /**
   * With the reason, as a bit: the lists have moved.
   */
  Moved: 32,
  "32": "Moved",
  /**
   * From here on the question cannot be asked. [`Core::refuse`] tells why.
   */
  Wrong: 64,
  "64": "Wrong",
  /**
   * `at` is not an instant.
   */
  NoInstant: 65,
  "65": "NoInstant"
});
export const Part = Object.freeze({
  Bytes: 0,
  "0": "Bytes",
  Questions: 1,
  "1": "Questions",
  Answers: 2,
  "2": "Answers",
  Lists: 3,
  "3": "Lists",
  ListsRoom: 4,
  "4": "ListsRoom"
});

/** Makes an instance of the module that shares nothing with another one, and calls these functions. */
export function instantiate(module, { TextDecoder, TextEncoder, failure, panicked }) {  // keyward.js

  var Asked = class {
    __destroy_into_raw() {
      const ptr = this.__wbg_ptr;
      this.__wbg_ptr = 0;
      AskedFinalization.unregister(this);
      return ptr;
    }
    free() {
      const ptr = this.__destroy_into_raw();
      wasm.__wbg_asked_free(ptr, 0);
    }
    /**
     * Adds a named fact.
     * @param {string} name
     * @param {boolean} holds
     */
    fact(name, holds) {
      const val2 = +holds;
      const ptr0 = passStringToWasm0(name, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      wasm.asked_fact(this.__wbg_ptr, ptr0, len0, val2);
    }
    /**
     * Who asks, when, and where.
     * @param {string} who
     * @param {boolean} is_user
     * @param {string | null | undefined} environment
     * @param {number} at
     */
    constructor(who, is_user, environment, at) {
      const val3 = +is_user;
      const val4 = +at;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm0(who, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len0 = WASM_VECTOR_LEN;
        ptr1 = isLikeNone(environment) ? 0 : passStringToWasm0(environment, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_free(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_free(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      const ret = wasm.asked_new(ptr0, len0, val3, ptr1, len1, val4);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      this.__wbg_ptr = ret[0];
      AskedFinalization.register(this, this.__wbg_ptr, this);
      return this;
    }
    /**
     * Adds what is known of the collection and the language.
     * @param {string | null} [collection]
     * @param {string | null} [language]
     */
    scoped(collection, language) {
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = isLikeNone(collection) ? 0 : passStringToWasm0(collection, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len0 = WASM_VECTOR_LEN;
        ptr1 = isLikeNone(language) ? 0 : passStringToWasm0(language, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_free(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_free(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm.asked_scoped(this.__wbg_ptr, ptr0, len0, ptr1, len1);
    }
  };
  if (Symbol.dispose) Asked.prototype[Symbol.dispose] = Asked.prototype.free;
  var Core = class _Core {
    static __wrap(ptr) {
      const obj = Object.create(_Core.prototype);
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
     * Answers the first `count` questions. Returns how many were answered: fewer than `count` if one cannot be asked,
     * for which [`Core::refuse`] gives the reason.
     * @param {number} count
     * @returns {number}
     */
    askMany(count) {
      const ret = wasm.core_askMany(this.__wbg_ptr, count);
      return ret >>> 0;
    }
    /**
     * Answers one question, whose path is `length` bytes long. Returns the reason's number, perhaps with a [`Mark`].
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
      return ret;
    }
    /**
     * Makes a key as JSON text says, with its own id or this one, and lists it: its record.
     * @param {string} input
     * @param {string} id
     * @param {number} at
     * @returns {any}
     */
    createKey(input, id, at) {
      const val3 = +at;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm0(input, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(id, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_free(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_free(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      const ret = wasm.core_createKey(this.__wbg_ptr, ptr0, len0, ptr1, len1, val3);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * Every check of a request for a method and path, or else for an operation; and what would help.
     * @param {Asked} asked
     * @param {string} method
     * @param {string} path
     * @param {string | null} [operation]
     * @returns {any}
     */
    explain(asked, method, path, operation) {
      _assertClass(asked, Asked);
      let ptr0, len0, ptr1, len1, ptr2, len2;
      try {
        ptr0 = passStringToWasm0(method, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(path, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len1 = WASM_VECTOR_LEN;
        ptr2 = isLikeNone(operation) ? 0 : passStringToWasm0(operation, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len2 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr2) {
          wasm.__wbindgen_free(ptr2, len2 * 1, 1);
        }
        if (ptr1) {
          wasm.__wbindgen_free(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_free(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      const ret = wasm.core_explain(this.__wbg_ptr, asked.__wbg_ptr, ptr0, len0, ptr1, len1, ptr2, len2);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * [`Core::find`] for an id that may be too long for the bytes.
     * @param {Ids} ids
     * @param {string} id
     * @returns {number}
     */
    findText(ids, id) {
      const val2 = +ids;
      const ptr0 = passStringToWasm0(id, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_findText(this.__wbg_ptr, val2, ptr0, len0);
      return ret;
    }
    /**
     * The number of the id in the first `length` bytes; less than 0 if it is not listed.
     * @param {Ids} ids
     * @param {number} length
     * @returns {number}
     */
    find(ids, length) {
      const ret = wasm.core_find(this.__wbg_ptr, ids, length);
      return ret;
    }
    /**
     * The notices that fall due from one instant up to another.
     * @param {number} from
     * @param {number} to
     * @returns {any}
     */
    forecast(from, to) {
      const ret = wasm.core_forecast(this.__wbg_ptr, from, to);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * The id of an entry.
     * @param {Ids} ids
     * @param {number} number
     * @returns {string | undefined}
     */
    id(ids, number) {
      const ret = wasm.core_id(this.__wbg_ptr, ids, number);
      let v1;
      if (ret[0] !== 0) {
        v1 = getStringFromWasm0(ret[0], ret[1]);
        wasm.__wbindgen_free(ret[0], ret[1] * 1, 1);
      }
      return v1;
    }
    /**
     * The record of a key.
     * @param {string} id
     * @returns {any}
     */
    key(id) {
      const ptr0 = passStringToWasm0(id, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_key(this.__wbg_ptr, ptr0, len0);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * The keys that end within a duration.
     * @param {number} at
     * @param {string} within
     * @returns {any}
     */
    keysEnding(at, within) {
      const val2 = +at;
      const ptr0 = passStringToWasm0(within, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_keysEnding(this.__wbg_ptr, val2, ptr0, len0);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * Loads a project from JSON text, under a catalog from JSON text or the built-in one.
     * @param {string} project
     * @param {string | null} [catalog_text]
     * @returns {Core}
     */
    static load(project, catalog_text) {
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm0(project, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len0 = WASM_VECTOR_LEN;
        ptr1 = isLikeNone(catalog_text) ? 0 : passStringToWasm0(catalog_text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_free(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_free(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      const ret = wasm.core_load(ptr0, len0, ptr1, len1);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return _Core.__wrap(ret[0]);
    }
    /**
     * The name of a key or user.
     * @param {boolean} is_user
     * @param {number} number
     * @returns {string | undefined}
     */
    name(is_user, number) {
      const ret = wasm.core_name(this.__wbg_ptr, is_user, number);
      let v1;
      if (ret[0] !== 0) {
        v1 = getStringFromWasm0(ret[0], ret[1]);
        wasm.__wbindgen_free(ret[0], ret[1] * 1, 1);
      }
      return v1;
    }
    /**
     * What the catalog's numbers stand for.
     * @returns {any}
     */
    names() {
      const ret = wasm.core_names(this.__wbg_ptr);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * The notices that are due, those that were sent too.
     * @param {number} at
     * @returns {any}
     */
    notices(at) {
      const ret = wasm.core_notices(this.__wbg_ptr, at);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * The number of a key's owner; less than 0 if it has none.
     * @param {number} key
     * @returns {number}
     */
    owner(key) {
      const ret = wasm.core_owner(this.__wbg_ptr, key);
      return ret;
    }
    /**
     * What every operation of the catalog comes to, in detail.
     * @param {Asked} asked
     * @returns {any}
     */
    reachDetail(asked) {
      _assertClass(asked, Asked);
      const ret = wasm.core_reachDetail(this.__wbg_ptr, asked.__wbg_ptr);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * Decides about every operation of the catalog, for a single question without a path. The numbers of their reasons
     * are the first of the lists; gives [`Mark::Moved`], or 0.
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
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return ret[0];
    }
    /**
     * The users who are told about a key.
     * @param {string} key
     * @returns {any}
     */
    recipientsOf(key) {
      const ptr0 = passStringToWasm0(key, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_recipientsOf(this.__wbg_ptr, ptr0, len0);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * Throws why the last question could not be asked; does nothing if its `at` is not an instant.
     */
    static refuse() {
      const ret = wasm.core_refuse();
      if (ret[1]) {
        throw takeFromExternrefTable0(ret[0]);
      }
    }
    /**
     * Makes a key that replaces another one: its record. [`Core::key`] gives the other one.
     * @param {string} id
     * @param {string} input
     * @param {string} new_id
     * @param {number} at
     * @returns {any}
     */
    regenerateKey(id, input, new_id, at) {
      const val4 = +at;
      let ptr0, len0, ptr1, len1, ptr2, len2;
      try {
        ptr0 = passStringToWasm0(id, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(input, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len1 = WASM_VECTOR_LEN;
        ptr2 = passStringToWasm0(new_id, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        len2 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr2) {
          wasm.__wbindgen_free(ptr2, len2 * 1, 1);
        }
        if (ptr1) {
          wasm.__wbindgen_free(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_free(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      const ret = wasm.core_regenerateKey(this.__wbg_ptr, ptr0, len0, ptr1, len1, ptr2, len2, val4);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * Revokes a key from an instant on: its record.
     * @param {string} id
     * @param {number} at
     * @returns {any}
     */
    revokeKey(id, at) {
      const val2 = +at;
      const ptr0 = passStringToWasm0(id, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_revokeKey(this.__wbg_ptr, ptr0, len0, val2);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * What an answer falls short by, as a clause: a list of the answers, with the number of the reason.
     * @param {number} reason
     * @param {Uint32Array | number[]} list
     * @returns {string}
     */
    shortfall(reason, list) {
      let deferred3_0;
      let deferred3_1;
      try {
        const val2 = +reason;
        const ptr0 = passArray32ToWasm0(list, wasm.__wbindgen_malloc);
        const len0 = WASM_VECTOR_LEN;
        const ret = wasm.core_shortfall(this.__wbg_ptr, val2, ptr0, len0);
        deferred3_0 = ret[0];
        deferred3_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
      } finally {
        wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
      }
    }
    /**
     * What a page shows of one key.
     * @param {string} key
     * @param {number} at
     * @returns {any}
     */
    status(key, at) {
      const val2 = +at;
      const ptr0 = passStringToWasm0(key, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_status(this.__wbg_ptr, ptr0, len0, val2);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * The project as JSON text.
     * @returns {string}
     */
    toJSON() {
      let deferred1_0;
      let deferred1_1;
      try {
        const ret = wasm.core_toJSON(this.__wbg_ptr);
        deferred1_0 = ret[0];
        deferred1_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
      } finally {
        wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
      }
    }
    /**
     * Applies changes that are a JSON list, all or none.
     * @param {string} changes
     */
    update(changes) {
      const ptr0 = passStringToWasm0(changes, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_update(this.__wbg_ptr, ptr0, len0);
      if (ret[1]) {
        throw takeFromExternrefTable0(ret[0]);
      }
    }
  };
  if (Symbol.dispose) Core.prototype[Symbol.dispose] = Core.prototype.free;




  function checkStack(units) {
    const ret = wasm.checkStack(units);
    return ret >>> 0;
  }
  function constants() {
    const ret = wasm.constants();
    if (ret[2]) {
      throw takeFromExternrefTable0(ret[1]);
    }
    return takeFromExternrefTable0(ret[0]);
  }
  function expiryOf(text, created, lifetime, kind) {
    const val4 = +created;
    let ptr0, len0, ptr1, len1, ptr2, len2;
    try {
      ptr0 = isLikeNone(text) ? 0 : passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      len0 = WASM_VECTOR_LEN;
      ptr1 = isLikeNone(lifetime) ? 0 : passStringToWasm0(lifetime, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      len1 = WASM_VECTOR_LEN;
      ptr2 = passStringToWasm0(kind, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      len2 = WASM_VECTOR_LEN;
    } catch (e) {
      if (ptr2) {
        wasm.__wbindgen_free(ptr2, len2 * 1, 1);
      }
      if (ptr1) {
        wasm.__wbindgen_free(ptr1, len1 * 1, 1);
      }
      if (ptr0) {
        wasm.__wbindgen_free(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    const ret = wasm.expiryOf(ptr0, len0, val4, ptr1, len1, ptr2, len2);
    if (ret[2]) {
      throw takeFromExternrefTable0(ret[1]);
    }
    return ret[0];
  }
  function kontentManagement() {
    let deferred1_0;
    let deferred1_1;
    try {
      const ret = wasm.kontentManagement();
      deferred1_0 = ret[0];
      deferred1_1 = ret[1];
      return getStringFromWasm0(ret[0], ret[1]);
    } finally {
      wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
  }
  function nameUnlisted(id) {
    const ptr0 = passStringToWasm0(id, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.nameUnlisted(ptr0, len0);
    return ret >>> 0;
  }
  function noticesOf(text, created, expires) {
    const val2 = +created;
    const val3 = +expires;
    var ptr0 = isLikeNone(text) ? 0 : passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    var len0 = WASM_VECTOR_LEN;
    const ret = wasm.noticesOf(ptr0, len0, val2, val3);
    if (ret[2]) {
      throw takeFromExternrefTable0(ret[1]);
    }
    return takeFromExternrefTable0(ret[0]);
  }
  function parseInstant(text) {
    const ptr0 = passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.parseInstant(ptr0, len0);
    return ret;
  }
  function place(part) {
    const ret = wasm.place(part);
    return ret >>> 0;
  }
  function reserve(questions, bytes) {
    wasm.reserve(questions, bytes);
  }
  function seed(low, high) {
    wasm.seed(low, high);
  }
  function start() {
    wasm.start();
  }
  function __wbg_get_imports() {
    const import0 = {
      __proto__: null,
      __wbg_Error_208446807d0d1e30: function(arg0, arg1) {
        const ret = Error(getStringFromWasm0(arg0, arg1));
        return ret;
      },
      __wbg_Number_ff192a72a0dcdf6d: function(arg0) {
        const ret = Number(arg0);
        return ret;
      },
      __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
      },
      __wbg_failure_c285a8a7277e3fbc: function(arg0, arg1, arg2) {
        const ret = failure(getStringFromWasm0(arg0, arg1), arg2);
        return ret;
      },
      __wbg_new_37eb45aaf5eeb820: function() {
        const ret = new Array();
        return ret;
      },
      __wbg_new_cd4348290afae586: function() {
        const ret = new Object();
        return ret;
      },
      __wbg_panicked_30df45954a9f0b53: function(arg0, arg1) {
        panicked(getStringFromWasm0(arg0, arg1));
      },
      __wbg_push_c9f4893fc209f768: function(arg0, arg1) {
        const ret = arg0.push(arg1);
        return ret;
      },
      __wbg_set_d2d33b52458e984a: function(arg0, arg1, arg2) {
        arg0[arg1 >>> 0] = arg2;
      },
      __wbg_set_e4b9a833d288759a: function(arg0, arg1, arg2) {
        arg0[arg1] = arg2;
      },
      __wbindgen_generic_0000000000000001: function(arg0) {
        const ret = arg0;
        return ret;
      },
      __wbindgen_generic_0000000000000002: function(arg0) {
        const ret = arg0;
        return ret;
      },
      __wbindgen_generic_0000000000000003: function(arg0, arg1) {
        const ret = getStringFromWasm0(arg0, arg1);
        return ret;
      },
      __wbindgen_generic_0000000000000004: function(arg0) {
        const ret = BigInt.asUintN(64, arg0);
        return ret;
      },
      __wbindgen_init_externref_table: function() {
        const table = wasm.__wbindgen_externrefs;
        table.set(0, void 0);
        table.set(1024, void 0);
        table.set(1025, null);
        table.set(1026, true);
        table.set(1027, false);
      }
    };
    return {
      __proto__: null,
      "./keyward_bg.js": import0
    };
  }
  var AskedFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
  }, unregister: () => {
  } } : new FinalizationRegistry((ptr) => wasm.__wbg_asked_free(ptr, 1));
  var CoreFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
  }, unregister: () => {
  } } : new FinalizationRegistry((ptr) => wasm.__wbg_core_free(ptr, 1));
  function _assertClass(instance, klass) {
    if (!(instance instanceof klass)) {
      throw new Error(`expected instance of ${klass.name}`);
    }
  }
  function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
  }
  var cachedUint32ArrayMemory0 = null;
  function getUint32ArrayMemory0() {
    if (cachedUint32ArrayMemory0 === null || cachedUint32ArrayMemory0.byteLength === 0) {
      cachedUint32ArrayMemory0 = new Uint32Array(wasm.memory.buffer);
    }
    return cachedUint32ArrayMemory0;
  }
  var cachedUint8ArrayMemory0 = null;
  function getUint8ArrayMemory0() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
      cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
    }
    return cachedUint8ArrayMemory0;
  }
  function isLikeNone(x) {
    return x === void 0 || x === null;
  }
  function passArray32ToWasm0(arg, malloc) {
    const ptr = malloc(arg.length * 4, 4) >>> 0;
    getUint32ArrayMemory0().set(arg, ptr / 4);
    WASM_VECTOR_LEN = arg.length;
    return ptr;
  }
  function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === void 0) {
      const buf = cachedTextEncoder.encode(arg);
      const ptr2 = malloc(buf.length, 1) >>> 0;
      getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
      WASM_VECTOR_LEN = buf.length;
      return ptr2;
    }
    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;
    const mem = getUint8ArrayMemory0();
    let offset = 0;
    for (; offset < len; offset++) {
      const code = arg.charCodeAt(offset);
      if (code > 127) break;
      mem[ptr + offset] = code;
    }
    if (offset !== len) {
      if (offset !== 0) {
        arg = arg.slice(offset);
      }
      ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
      const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
      const ret = cachedTextEncoder.encodeInto(arg, view);
      offset += ret.written;
      ptr = realloc(ptr, len, offset, 1) >>> 0;
    }
    WASM_VECTOR_LEN = offset;
    return ptr;
  }
  function takeFromExternrefTable0(idx) {
    const value = wasm.__wbindgen_externrefs.get(idx);
    wasm.__externref_table_dealloc(idx);
    return value;
  }
  var cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
  cachedTextDecoder.decode();
  var MAX_SAFARI_DECODE_BYTES = 2146435072;
  var numBytesDecoded = 0;
  function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
      cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
      cachedTextDecoder.decode();
      numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
  }
  var cachedTextEncoder = new TextEncoder();
  if (!("encodeInto" in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function(arg, view) {
      const buf = cachedTextEncoder.encode(arg);
      view.set(buf);
      return {
        read: arg.length,
        written: buf.length
      };
    };
  }
  var WASM_VECTOR_LEN = 0;
  var wasmModule;
  var wasmInstance;
  var wasm;
  function __wbg_finalize_init(instance, module) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    cachedUint32ArrayMemory0 = null;
    cachedUint8ArrayMemory0 = null;
    wasm.__wbindgen_start();
    return wasm;
  }
  function initSync(module) {
    if (wasm !== void 0) return wasm;
    if (module !== void 0) {
      if (Object.getPrototypeOf(module) === Object.prototype) {
        ({ module } = module);
      } else {
        console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
      }
    }
    const imports = __wbg_get_imports();
    if (!(module instanceof WebAssembly.Module)) {
      module = new WebAssembly.Module(module);
    }
    const instance = new WebAssembly.Instance(module, imports);
    return __wbg_finalize_init(instance, module);
  }
  const { memory } = initSync({ module });
  return { memory, Asked, Core, checkStack, constants, expiryOf, kontentManagement, nameUnlisted, noticesOf, parseInstant, place, reserve, seed, start };
}
