import{d as r}from"./chunks/CZS52BDD.js";import"./chunks/I7JV3EGZ.js";import"./chunks/NC4TC7EV.js";import o from"./wasm/keyward_bg.wasm?module";var{Keyward:m,KeywardError:n,expiryOf:a,noticesOf:f,kontentManagement:i}=r(o);export{m as Keyward,n as KeywardError,a as expiryOf,i as kontentManagement,f as noticesOf};
//# sourceMappingURL=edge-light.js.map
