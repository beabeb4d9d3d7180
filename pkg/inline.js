import{b as r,d as o,h as t}from"./chunks/ORQ44DEK.js";import"./chunks/G3A7IULJ.js";import"./chunks/KWNIJI6L.js";import"./chunks/K2M7RFIW.js";import{base64 as e}from"./wasm/inline.js";var{Keyward:i,KeywardError:n,expiryOf:p,noticesOf:s,kontentManagement:y}=t(r(o(e)));export{i as Keyward,n as KeywardError,p as expiryOf,y as kontentManagement,s as noticesOf};
//# sourceMappingURL=inline.js.map
