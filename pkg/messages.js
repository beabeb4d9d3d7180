import{c as b,d as c,e as d,f as e}from"./chunks/VEXQV2H3.js";import"./chunks/EA5BDLGZ.js";import{h as a}from"./chunks/ZUUNZTHT.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
