import{a as r}from"./chunks/3MUYP2HD.js";import"./chunks/TYFETEFS.js";import"./chunks/I7JV3EGZ.js";import"./chunks/KCQCZGG6.js";import o from"./wasm/keyward_bg.wasm?module";var{Keyward:m,KeywardError:n,expiryOf:a,noticesOf:f,kontentManagement:i}=r(o);export{m as Keyward,n as KeywardError,a as expiryOf,i as kontentManagement,f as noticesOf};
//# sourceMappingURL=edge-light.js.map
