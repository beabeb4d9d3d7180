import{c as b,d as c,e as d,f as e}from"./chunks/ZJA4DQRB.js";import"./chunks/J5SHIO7M.js";import{b as a}from"./chunks/L5HG2BYF.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
